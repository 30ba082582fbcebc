// SPDX-License-Identifier: MIT
// Isolation levels and read-only transactions.
#include <support/catch.hpp>
#include <support/reconfigured.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;

namespace {

struct Other : Fixture {
    test::Reconfigured settings{{{"default", test::default_url()}, {"other", test::default_url()}}};
    static void create_elsewhere(const char* name) { Author::objects.using_db("other").create("name"_f = name); }
};

bool skipped() {
    if (test::can_be_shared() && test::features().isolation_levels) return false;
    WARN("skipped: transactions have no levels here, or there is one connection only");
    return true;
}

}  // namespace

TEST_CASE_METHOD(Fixture, "a read-only block reads, and refuses to write") {
    Author::objects.create("name"_f = "Ann");
    nuage::atomic({.read_only = true}, [] {
        CHECK(Author::objects.count() == 1);
        nuage::atomic({.read_only = true}, [] { CHECK(Author::objects.get().name == "Ann"); });
    });
    CHECK_THROWS_AS(nuage::atomic({.read_only = true}, [] { Author::objects.create("name"_f = "Bob"); }),
                    nuage::ReadOnlyViolation);
    Author::objects.create("name"_f = "Cleo");
    nuage::atomic([] { Author::objects.create("name"_f = "Dan"); });
    CHECK(Author::objects.count() == 3);
}

TEST_CASE_METHOD(Fixture, "every database takes every isolation level") {
    for (const nuage::Isolation level :
         {nuage::Isolation::read_committed, nuage::Isolation::repeatable_read, nuage::Isolation::serializable})
        nuage::atomic({.isolation = level}, [&] { Author::objects.create("name"_f = std::to_string(static_cast<int>(level))); });
    CHECK(Author::objects.count() == 3);
}

TEST_CASE_METHOD(Other, "with repeatable reads a transaction does not see what others commit meanwhile") {
    if (skipped()) return;
    for (const nuage::Isolation level : {nuage::Isolation::repeatable_read, nuage::Isolation::read_committed}) {
        const bool repeatable = level == nuage::Isolation::repeatable_read;
        nuage::atomic({.isolation = level}, [&] {
            const std::int64_t before = Author::objects.count();
            create_elsewhere(repeatable ? "Ann" : "Bob");
            CHECK(Author::objects.count() == before + (repeatable ? 0 : 1));
        });
    }
    // The level was that of those transactions, not of the connection.
    nuage::atomic([] {
        CHECK(Author::objects.count() == 2);
        create_elsewhere("Cleo");
        CHECK(Author::objects.count() == 3);
    });
}

TEST_CASE_METHOD(Fixture, "a nested block cannot change how the transaction has begun") {
    nuage::atomic({.isolation = nuage::Isolation::serializable}, [] {
        CHECK_NOTHROW(nuage::atomic({.isolation = nuage::Isolation::serializable}, [] {}));
        CHECK_THROWS_AS(nuage::atomic({.isolation = nuage::Isolation::read_committed}, [] {}), nuage::TransactionManagementError);
        CHECK_THROWS_AS(nuage::atomic({.read_only = true}, [] {}), nuage::TransactionManagementError);
        CHECK_THROWS_AS(nuage::atomic({.statement_timeout = std::chrono::seconds(1)}, [] {}), nuage::TransactionManagementError);
        Author::objects.create("name"_f = "Ann");
    });
    CHECK(Author::objects.count() == 1);
}
