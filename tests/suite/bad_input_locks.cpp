// SPDX-License-Identifier: MIT
// A row, or a whole database, that another connection has locked.
#include <support/catch.hpp>
#include <support/server_control.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;

namespace {

constexpr std::string_view hasty = "hasty";

/// "hasty" is the same database, by connections that hardly wait for a lock.
std::string hasty_url() { return test::default_url(std::string(test::server_control().short_lock_wait)); }

struct TwoConnections : Fixture {
    test::Reconfigured settings{{{"default", test::default_url()}, {"hasty", hasty_url()}}};
    TwoConnections() {
        Author::objects.create("name"_f = "Ann");
        Author::objects.create("name"_f = "Bob");
    }
    static auto impatient() { return Author::objects.using_db(hasty); }
};

bool skipped() {
    if (test::can_be_shared()) return false;
    WARN("skipped: this database has one connection only");
    return true;
}

}  // namespace

TEST_CASE_METHOD(TwoConnections, "a lock that is not given in time is a LockTimeout", "[own_connections]") {
    if (skipped()) return;
    nuage::atomic([] {
        Author::objects.filter("name"_f = "Ann").update("score"_f = 1);
        CHECK_THROWS_AS(impatient().filter("name"_f = "Ann").update("score"_f = 2), nuage::LockTimeout);
        CHECK(Author::objects.get("name"_f = "Ann").score == 1);
    });
    CHECK(Author::objects.get("name"_f = "Ann").score == 1);
    CHECK(impatient().filter("name"_f = "Ann").update("score"_f = 3) == 1);
    CHECK(Author::objects.get("name"_f = "Ann").score == 3);
}

TEST_CASE_METHOD(TwoConnections, "a transaction that does not get its lock is rolled back as a whole", "[own_connections]") {
    if (skipped()) return;
    nuage::atomic([] {
        Author::objects.filter("name"_f = "Ann").update("score"_f = 1);
        CHECK_THROWS_AS(nuage::atomic({.using_db = hasty},
                                      [] {
                                          impatient().filter("name"_f = "Bob").update("score"_f = 2);
                                          impatient().filter("name"_f = "Ann").update("score"_f = 2);
                                      }),
                        nuage::LockTimeout);
        CHECK_FALSE(nuage::db::in_atomic_block(hasty));
    });
    CHECK(Author::objects.get("name"_f = "Bob").score == 0);
    CHECK(Author::objects.get("name"_f = "Ann").score == 1);
    nuage::atomic({.using_db = hasty}, [] { impatient().all().update("score"_f = 4); });
    CHECK(Author::objects.filter("score"_f = 4).count() == 2);
}

TEST_CASE_METHOD(TwoConnections, "readers are not kept waiting by a writer, and do not see what is not committed", "[own_connections]") {
    if (skipped()) return;
    nuage::atomic([] {
        Author::objects.all().update("score"_f = 1);
        CHECK(impatient().filter("score"_f = 0).count() == 2);
    });
    CHECK(impatient().filter("score"_f = 1).count() == 2);
}

TEST_CASE_METHOD(TwoConnections, "a lock timeout carries the statement and the database's code", "[own_connections]") {
    if (skipped()) return;
    nuage::atomic([] {
        Author::objects.filter("name"_f = "Ann").update("score"_f = 1);
        try {
            impatient().filter("name"_f = "Ann").update("score"_f = 2);
            FAIL("the row was not locked");
        } catch (const nuage::OperationalError& error) {
            CHECK_THAT(error.sql(), Catch::StartsWith("UPDATE"));
            CHECK_FALSE(error.code().empty());
            CHECK(error.backend() == nuage::db::dialect_of(nuage::db::default_database()).name());
        }
    });
}
