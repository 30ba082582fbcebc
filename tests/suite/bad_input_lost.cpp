// SPDX-License-Identifier: MIT
// A server that goes away between statements and amid a transaction.
#include <support/catch.hpp>
#include <support/server_control.hpp>
#include <support/write_models.hpp>

#include <thread>

using namespace nuage::literals;
using namespace write_models;

namespace {

/// One connection, which the tests break, and another one to break it by.
struct Breakable : Fixture {
    test::Reconfigured settings{
        {{"default", test::default_url("pool_size=1&pool_timeout=0")}, {"killer", test::default_url()}}};

    /// Ends the server's side of the default connection, and waits until it is gone.
    static void break_connection() {
        const nuage::db::Lease victim(nuage::db::default_database());
        const nuage::db::Lease killer(nuage::db::database("killer"));
        test::break_connection(*victim.session().connection, *killer.session().connection);
    }
};

bool skipped() {
    if (test::features().remote) return false;
    WARN("skipped: there is no server that could go away");
    return true;
}

}  // namespace

TEST_CASE("an idle connection that the server closed is replaced without a word", "[own_connections]") {
    if (skipped()) return;
    const Breakable breakable;
    Author::objects.create("name"_f = "Ann");
    for (int i = 0; i < 3; ++i) {
        breakable.break_connection();
        CHECK(Author::objects.count() == 1);
    }
}

TEST_CASE("a write on a connection that was idle for a while finds it replaced", "[own_connections]") {
    if (skipped()) return;
    const Breakable breakable;
    breakable.break_connection();
    // A connection used a moment ago is taken as it is; this one must be looked at first.
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    CHECK_NOTHROW(Author::objects.create("name"_f = "Ann"));
    breakable.break_connection();
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    CHECK_NOTHROW(nuage::atomic([] { Author::objects.create("name"_f = "Bob"); }));
    CHECK(Author::objects.count() == 2);
}

TEST_CASE("a connection lost inside a transaction is a ConnectionLost, and nothing of it is written") {
    if (skipped()) return;
    const Breakable breakable;
    CHECK_THROWS_AS(nuage::atomic([&] {
                        Author::objects.create("name"_f = "Ann");
                        breakable.break_connection();
                        Author::objects.create("name"_f = "Bob");
                    }),
                    nuage::ConnectionLost);
    CHECK_FALSE(nuage::db::in_atomic_block());
    CHECK(Author::objects.count() == 0);
    Author::objects.create("name"_f = "Cleo");
    CHECK(Author::objects.count() == 1);
}

TEST_CASE("a read inside a transaction is not repeated on another connection") {
    if (skipped()) return;
    const Breakable breakable;
    CHECK_THROWS_AS(nuage::atomic([&] {
                        Author::objects.create("name"_f = "Ann");
                        breakable.break_connection();
                        CHECK_THROWS_AS(Author::objects.count(), nuage::ConnectionLost);
                        CHECK_THROWS_AS(Author::objects.count(), nuage::TransactionManagementError);
                    }),
                    nuage::Error);
    CHECK(Author::objects.count() == 0);
}

TEST_CASE("a connection lost before COMMIT is a ConnectionLost, and nothing is written") {
    if (skipped()) return;
    const Breakable breakable;
    bool told = false;
    CHECK_THROWS_AS(nuage::atomic([&] {
                        Author::objects.create("name"_f = "Ann");
                        nuage::on_commit([&] { told = true; });
                        breakable.break_connection();
                    }),
                    nuage::ConnectionLost);
    CHECK_FALSE(told);
    CHECK(Author::objects.count() == 0);
    nuage::atomic([] { Author::objects.create("name"_f = "Bob"); });
    CHECK(Author::objects.count() == 1);
}

TEST_CASE("a connection lost in a nested block ends the outer ones, too") {
    if (skipped()) return;
    const Breakable breakable;
    CHECK_THROWS_AS(nuage::atomic([&] {
                        Author::objects.create("name"_f = "Ann");
                        CHECK_THROWS_AS(nuage::atomic([&] {
                                            breakable.break_connection();
                                            Author::objects.create("name"_f = "Bob");
                                        }),
                                        nuage::ConnectionLost);
                        CHECK_THROWS_AS(Author::objects.create("name"_f = "Cleo"), nuage::Error);
                    }),
                    nuage::Error);
    CHECK(Author::objects.count() == 0);
    CHECK_NOTHROW(Author::objects.create("name"_f = "Dan"));
}
