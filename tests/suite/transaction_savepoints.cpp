// SPDX-License-Identifier: MIT
// Savepoints by hand, and set_rollback().
#include <support/catch.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;

namespace {

struct OneAuthor : Fixture {
    OneAuthor() { Author::objects.create("name"_f = "Ann"); }
    static void create(const char* name) { Author::objects.create("name"_f = name); }
    static auto names() { return Author::objects.flat("name"_f); }
    using Names = std::vector<std::string>;
};

}  // namespace

TEST_CASE_METHOD(OneAuthor, "a savepoint by hand undoes what came after it, and can do so again") {
    nuage::atomic([] {
        create("Bob");
        const nuage::Savepoint point = nuage::savepoint();
        create("Cleo");
        nuage::savepoint_rollback(point);
        create("Dan");
        nuage::savepoint_rollback(point);
        create("Eve");
        nuage::savepoint_commit(point);
        CHECK_THROWS_AS(nuage::savepoint_rollback(point), nuage::TransactionManagementError);
    });
    CHECK(names() == Names{"Ann", "Bob", "Eve"});
}

TEST_CASE_METHOD(OneAuthor, "going back to a savepoint makes a block usable in which a query failed") {
    nuage::atomic([] {
        const nuage::Savepoint point = nuage::savepoint();
        CHECK_THROWS_AS(create("Ann"), nuage::UniqueViolation);
        CHECK(nuage::get_rollback());
        CHECK_THROWS_AS(names(), nuage::TransactionManagementError);
        nuage::savepoint_rollback(point);
        CHECK_FALSE(nuage::get_rollback());
        create("Bob");
    });
    CHECK(names() == Names{"Ann", "Bob"});
}

TEST_CASE_METHOD(OneAuthor, "on_commit() functions given after a savepoint are dropped when it is rolled back") {
    std::string told;
    nuage::atomic([&] {
        nuage::on_commit([&] { told += "a"; });
        const nuage::Savepoint point = nuage::savepoint();
        nuage::on_commit([&] { told += "b"; });
        nuage::savepoint_rollback(point);
        nuage::on_commit([&] { told += "c"; });
        nuage::savepoint_commit(point);
    });
    CHECK(told == "ac");
}

TEST_CASE_METHOD(OneAuthor, "a savepoint that was left open ends with its block") {
    nuage::Savepoint left;
    nuage::atomic([&] {
        nuage::atomic([&] {
            left = nuage::savepoint();
            create("Bob");
        });
        CHECK_THROWS_AS(nuage::savepoint_rollback(left), nuage::TransactionManagementError);
        const nuage::Savepoint outer = nuage::savepoint();
        CHECK_THROWS_AS(nuage::atomic([&] {
                            static_cast<void>(nuage::savepoint());
                            create("Cleo");
                            nuage::savepoint_rollback(outer);   // would take the inner block with it
                        }),
                        nuage::TransactionManagementError);
        create("Dan");
    });
    CHECK(names() == Names{"Ann", "Bob", "Dan"});
    nuage::atomic([&] { CHECK_THROWS_AS(nuage::savepoint_commit(left), nuage::TransactionManagementError); });
}

TEST_CASE_METHOD(OneAuthor, "savepoints and set_rollback() are for atomic blocks") {
    CHECK_THROWS_AS(nuage::savepoint(), nuage::TransactionManagementError);
    CHECK_THROWS_AS(nuage::savepoint_commit({}), nuage::TransactionManagementError);
    CHECK_THROWS_AS(nuage::savepoint_rollback({}), nuage::TransactionManagementError);
    CHECK_THROWS_AS(nuage::set_rollback(true), nuage::TransactionManagementError);
    CHECK_THROWS_AS(nuage::get_rollback(), nuage::TransactionManagementError);
}

TEST_CASE_METHOD(OneAuthor, "set_rollback(true) rolls a block back without an exception") {
    const int result = nuage::atomic([] {
        create("Bob");
        CHECK_FALSE(nuage::get_rollback());
        nuage::set_rollback(true);
        CHECK(nuage::get_rollback());
        CHECK_THROWS_AS(create("Cleo"), nuage::TransactionManagementError);
        return 7;
    });
    CHECK(result == 7);
    CHECK(names() == Names{"Ann"});
    nuage::atomic([] {
        create("Bob");
        nuage::atomic([] {
            create("Cleo");
            nuage::set_rollback(true);
        });
        CHECK_FALSE(nuage::get_rollback());
        create("Dan");
    });
    CHECK(names() == Names{"Ann", "Bob", "Dan"});
}

TEST_CASE_METHOD(OneAuthor, "set_rollback(true) in a block without a savepoint rolls the outer one back") {
    nuage::atomic([] {
        create("Bob");
        nuage::atomic({.savepoint = false}, [] { nuage::set_rollback(true); });
        CHECK(nuage::get_rollback());
    });
    CHECK(names() == Names{"Ann"});
}

TEST_CASE_METHOD(OneAuthor, "set_rollback(false) lets a block go on that was to be rolled back") {
    nuage::atomic([] {
        nuage::set_rollback(true);
        nuage::set_rollback(false);
        create("Bob");
    });
    CHECK(names() == Names{"Ann", "Bob"});
}
