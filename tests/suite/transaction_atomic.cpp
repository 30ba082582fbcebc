// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/write_models.hpp>

#include <memory>

using namespace nuage::literals;
using namespace write_models;

namespace {

struct Interrupted {};

std::vector<std::string> names() { return Author::objects.flat("name"_f); }
using Names = std::vector<std::string>;
void add(const char* name) { Author::objects.create("name"_f = name); }

}  // namespace

TEST_CASE_METHOD(Fixture, "atomic() commits what its function wrote") {
    CHECK_FALSE(nuage::db::in_atomic_block());
    nuage::atomic([] {
        CHECK(nuage::db::in_atomic_block());
        add("Ann");
        add("Bob");
    });
    CHECK_FALSE(nuage::db::in_atomic_block());
    CHECK(names() == Names{"Ann", "Bob"});
}

TEST_CASE_METHOD(Fixture, "an exception rolls an atomic block back and passes on as it is") {
    add("Before");
    CHECK_THROWS_AS(nuage::atomic([] {
                        add("Ann");
                        Author::objects.all().update("score"_f = 5);
                        throw Interrupted();
                    }),
                    Interrupted);
    CHECK(names() == Names{"Before"});
    CHECK(Author::objects.get().score == 0);
    CHECK_FALSE(nuage::db::in_atomic_block());
    add("After");
    CHECK(names() == Names{"Before", "After"});
}

TEST_CASE_METHOD(Fixture, "atomic() returns what its function returns") {
    CHECK(nuage::atomic([] { return 42; }) == 42);
    const Author ann = nuage::atomic([] { return Author::objects.create("name"_f = "Ann"); });
    CHECK(Author::objects.get("id"_f = ann.id).name == "Ann");
    const std::unique_ptr<int> movable = nuage::atomic([] { return std::make_unique<int>(7); });
    CHECK(*movable == 7);
}

TEST_CASE_METHOD(Fixture, "a nested block rolls back to its savepoint only") {
    nuage::atomic([] {
        add("Outer");
        CHECK_THROWS_AS(nuage::atomic([] {
                            add("Inner");
                            throw Interrupted();
                        }),
                        Interrupted);
        CHECK(names() == Names{"Outer"});
        nuage::atomic([] { add("Second"); });
    });
    CHECK(names() == Names{"Outer", "Second"});
}

TEST_CASE_METHOD(Fixture, "an outer block that rolls back takes its finished inner blocks with it") {
    CHECK_THROWS_AS(nuage::atomic([] {
                        nuage::atomic([] { add("Inner"); });
                        throw Interrupted();
                    }),
                    Interrupted);
    CHECK(names().empty());
}

TEST_CASE_METHOD(Fixture, "blocks nest to any depth") {
    nuage::atomic([] {
        add("1");
        nuage::atomic([] {
            add("2");
            CHECK_THROWS_AS(nuage::atomic([] {
                                add("3");
                                nuage::atomic([] { add("4"); });
                                throw Interrupted();
                            }),
                            Interrupted);
            nuage::atomic([] { add("5"); });
        });
    });
    CHECK(names() == Names{"1", "2", "5"});
}

TEST_CASE_METHOD(Fixture, "a durable block must be the outermost") {
    nuage::atomic({.durable = true}, [] { add("Ann"); });
    nuage::atomic([] {
        CHECK_THROWS_AS(nuage::atomic({.durable = true}, [] { add("Bob"); }), nuage::TransactionManagementError);
        add("Cleo");
    });
    CHECK(names() == Names{"Ann", "Cleo"});
}

TEST_CASE_METHOD(Fixture, "an AtomicBlock that is not committed rolls back at its end") {
    {
        const nuage::db::AtomicBlock block;
        add("Ann");
    }
    CHECK(names().empty());
    {
        nuage::db::AtomicBlock block;
        add("Bob");
        block.commit();
    }
    CHECK(names() == Names{"Bob"});
}

TEST_CASE_METHOD(Fixture, "a block names its database; the blocks of a thread do not reach another alias") {
    CHECK_THROWS_AS(nuage::atomic({.using_db = "nowhere"}, [] {}), nuage::ImproperlyConfigured);
    nuage::atomic({.using_db = "default"}, [] {
        CHECK(nuage::db::in_atomic_block());
        add("Ann");
    });
    CHECK(names() == Names{"Ann"});
}
