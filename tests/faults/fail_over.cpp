// SPDX-License-Identifier: MIT
// A primary and its hot standby: what is written when the one takes the place of the other, and who is asked for what.
#include <nuage/connection.hpp>
#include <nuage/routing.hpp>

#include "pair.hpp"
#include "writers.hpp"

using namespace nuage::literals;
using namespace write_models;

namespace {

bool is_standby(const char* alias) { return nuage::connection(alias).rows<bool>("SELECT pg_is_in_recovery()").at(0); }

/// The primary as "default", the standby as "replica", and reads go there.
struct Replicated {
    faults::Pair pair{};
    test::Reconfigured settings{{{"default", pair.primary()}, {"replica", pair.standby()}},
                                {std::make_shared<nuage::ReplicaRouter>("default", std::vector<std::string>{"replica"})}};
    Replicated() {
        nuage::create_tables(nuage_app_write_models());
        Author::objects.create("name"_f = "first");
        wait_for_standby();
    }
    /// Until the standby has taken in what the primary has written so far.
    static void wait_for_standby() {
        const std::string written = nuage::connection("default").rows<std::string>("SELECT pg_current_wal_lsn()::text").at(0);
        REQUIRE(faults::comes_true([&]() -> bool {
            return nuage::connection("replica").rows<bool>("SELECT pg_last_wal_replay_lsn() >= '" + written + "'::pg_lsn").at(0);
        }));
    }
};

}  // namespace

TEST_CASE("a primary is killed while eight threads write, and its standby takes over: no acknowledged row is lost") {
    if (!faults::can_have_standby()) return;
    const faults::Pair pair;
    const test::Reconfigured settings({{"default", pair.either()}});
    nuage::create_tables(nuage_app_write_models());
    CHECK_FALSE(is_standby("default"));
    faults::Writers writers;
    CHECK(writers.write(200));
    pair.end_primary();
    CHECK(writers.fail(2 * faults::Writers::threads));   // the standby is there already, but takes no writes
    pair.promote();
    CHECK(writers.write(200));
    writers.join();
    writers.check_rows();
    CHECK(Book::objects.count() >= 400);
    const nuage::PoolMetrics metrics = nuage::pool_metrics();
    CHECK(metrics.in_use == 0);
    CHECK(metrics.lost > 0);
}

TEST_CASE("the error of a connection that no server gives names them all") {
    if (!faults::can_have_standby()) return;
    const faults::Pair pair;
    const test::Reconfigured settings({{"default", pair.either()}});
    pair.end_primary();
    const nuage::Url url = nuage::Url::parse(pair.either());
    try {
        Book::objects.count();
        FAIL("there is a standby only");
    } catch (const nuage::ConnectionLost& error) {
        CHECK(error.retryable());
        for (const nuage::Url::Address& address : url.addresses) CHECK_THAT(error.what(), Catch::Contains("port " + address.port));
    }
}

TEST_CASE("reads arrive at the standby, writes at the primary") {
    if (!faults::can_have_standby()) return;
    const Replicated servers;
    CHECK_FALSE(is_standby("default"));
    CHECK(is_standby("replica"));
    const auto read = [] {
        return Author::objects.raw<nuage::Extra<"standby", bool>>("SELECT *, pg_is_in_recovery() AS standby FROM write_models_author").at(0);
    };
    CHECK(read()["standby"_f]);
    Author author = Author::objects.get();
    author.score = 7;
    author.save();   // it came from the standby, which takes no writes
    CHECK(Author::objects.using_db("default").get().score == 7);
    author.books.create("title"_f = "of the author");
    CHECK(Author::objects.filter("name"_f = "first").update("score"_f = 8) == 1);
    Replicated::wait_for_standby();
    CHECK(Author::objects.get().score == 8);
    CHECK(Book::objects.get().author->name == "first");
    CHECK_THROWS_AS(Author::objects.using_db("replica").create("name"_f = "refused"), nuage::ReadOnlyViolation);
}

TEST_CASE("a thread reads its own writes although the standby lags behind") {
    if (!faults::can_have_standby()) return;
    const Replicated servers;
    static_cast<void>(nuage::connection("replica").rows<std::string>("SELECT pg_wal_replay_pause()::text"));
    Author::objects.create("name"_f = "second");
    CHECK(Author::objects.count() == 1);   // the standby does not know of it yet: else this test could not fail
    {
        const nuage::ReadYourWrites scope;
        CHECK(Author::objects.count() == 1);
        const Author third = Author::objects.create("name"_f = "third");
        CHECK(Author::objects.count() == 3);
        CHECK(Author::objects.get("id"_f = third.id).name == "third");
        Author stale = Author::objects.using_db("replica").get();
        Author::objects.filter("name"_f = "first").update("score"_f = 9);
        stale.refresh_from_db();
        CHECK(stale.score == 9);
        third.books.create("title"_f = "new");
        CHECK(third.books.size() == 1);
        CHECK(Author::objects.prefetch_related("books"_f).order_by("-id"_f).first()->books.size() == 1);
    }
    CHECK(Author::objects.count() == 1);
    nuage::atomic([] { CHECK(Author::objects.count() == 3); });
    CHECK_FALSE(Author::objects.get_or_create("name"_f = "third").second);
    CHECK_FALSE(Author::objects.update_or_create("name"_f = "third", nuage::defaults("score"_f = 1)).second);
    nuage::atomic([] { CHECK(Author::objects.select_for_update().get("name"_f = "third").score == 1); });
    CHECK(Author::objects.count() == 1);
    static_cast<void>(nuage::connection("replica").rows<std::string>("SELECT pg_wal_replay_resume()::text"));
    Replicated::wait_for_standby();
    CHECK(Author::objects.count() == 3);
}
