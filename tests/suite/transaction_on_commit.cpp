// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/write_models.hpp>

#include <memory>

using namespace nuage::literals;
using namespace write_models;

namespace {

struct Log : Fixture {
    std::string text;
    void later(const char* word) {
        nuage::on_commit([this, word] { text += word; });
    }
};

}  // namespace

TEST_CASE_METHOD(Log, "on_commit() outside a transaction runs at once") {
    later("a");
    CHECK(text == "a");
}

TEST_CASE_METHOD(Log, "on_commit() runs after the commit, in the order of registration") {
    nuage::atomic([&] {
        later("a");
        later("b");
        CHECK(text.empty());
    });
    CHECK(text == "ab");
    nuage::atomic([&] { later("c"); });
    CHECK(text == "abc");
}

TEST_CASE_METHOD(Log, "on_commit() does not run after a rollback, nor at the next commit") {
    CHECK_THROWS_AS(nuage::atomic([&] {
                        later("a");
                        throw std::runtime_error("stop");
                    }),
                    std::runtime_error);
    CHECK(text.empty());
    nuage::atomic([&] { later("b"); });
    CHECK(text == "b");
}

TEST_CASE_METHOD(Log, "on_commit() of a nested block waits for the outermost") {
    nuage::atomic([&] {
        later("a");
        nuage::atomic([&] { later("b"); });
        CHECK(text.empty());
        later("c");
    });
    CHECK(text == "abc");
}

TEST_CASE_METHOD(Log, "on_commit() is dropped with its savepoint, and with an enclosing one") {
    nuage::atomic([&] {
        later("a");
        CHECK_THROWS_AS(nuage::atomic([&] {
                            later("b");
                            nuage::atomic([&] { later("c"); });
                            throw std::runtime_error("stop");
                        }),
                        std::runtime_error);
        nuage::atomic([&] { later("d"); });
    });
    CHECK(text == "ad");
}

TEST_CASE_METHOD(Log, "on_commit() finds its transaction committed, and may begin another") {
    nuage::atomic([&] {
        Author::objects.create("name"_f = "Ann");
        nuage::on_commit([&] {
            CHECK_FALSE(nuage::db::in_atomic_block());
            CHECK(Author::objects.count() == 1);
            nuage::atomic([&] {
                Author::objects.create("name"_f = "Bob");
                later("b");
            });
        });
    });
    CHECK(text == "b");
    CHECK(Author::objects.count() == 2);
}

TEST_CASE_METHOD(Log, "an exception of a callback passes on and leaves what was committed") {
    CHECK_THROWS_AS(nuage::atomic([&] {
                        Author::objects.create("name"_f = "Ann");
                        nuage::on_commit([] { throw std::runtime_error("mail server"); });
                        later("never");
                    }),
                    std::runtime_error);
    CHECK(Author::objects.count() == 1);
    CHECK(text.empty());
    CHECK_FALSE(nuage::db::in_atomic_block());
}

TEST_CASE_METHOD(Log, "on_commit() takes a function that can only be moved") {
    nuage::atomic([&] {
        nuage::on_commit([this, word = std::make_unique<std::string>("moved")] { text += *word; });
    });
    CHECK(text == "moved");
}

TEST_CASE_METHOD(Log, "a block that fails at its commit runs no callback") {
    Author::objects.create("name"_f = "Ann");
    CHECK_THROWS_AS(nuage::atomic([&] {
                        later("a");
                        CHECK_THROWS_AS(Author::objects.create("name"_f = "Ann"), nuage::UniqueViolation);
                    }),
                    nuage::TransactionManagementError);
    CHECK(text.empty());
}
