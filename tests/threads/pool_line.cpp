// SPDX-License-Identifier: MIT
// Who gets a connection next, how many there are, and for how long.
#include <nuage/db/session.hpp>

#include <support/catch.hpp>
#include <support/reconfigured.hpp>
#include <support/write_models.hpp>

#include <thread>

using namespace nuage::literals;
using namespace write_models;

namespace {

nuage::PoolMetrics metrics() { return nuage::pool_metrics(); }

/// Gives up after a time that no machine needs.
template <class F>
bool comes_true(F condition) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

}  // namespace

TEST_CASE_METHOD(Fixture, "those who wait for a connection get it in the order of their arrival") {
    const test::Reconfigured one({{"default", test::default_url("pool_size=1")}});
    constexpr int threads = 6;
    std::vector<int> order;   // no two have the only connection at a time
    std::vector<std::thread> waiting;
    nuage::atomic([&] {
        for (int t = 0; t < threads; ++t) {
            waiting.emplace_back([&order, t] { nuage::atomic([&] { order.push_back(t); }); });
            REQUIRE(comes_true([&] { return metrics().waiting == t + 1; }));
        }
        CHECK(metrics().in_use == 1);
    });
    for (std::thread& thread : waiting) thread.join();
    CHECK(order == std::vector<int>{0, 1, 2, 3, 4, 5});
    CHECK(metrics().waiting == 0);
    CHECK(metrics().in_use == 0);
    CHECK(metrics().idle == 1);
    CHECK(metrics().created == 1);
}

TEST_CASE_METHOD(Fixture, "a thread that gave up leaves the line") {
    const test::Reconfigured one({{"default", test::default_url("pool_size=1&pool_timeout=0")}});
    nuage::atomic([] {
        std::thread([] { CHECK_THROWS_AS(Author::objects.count(), nuage::PoolTimeout); }).join();
        CHECK(metrics().waiting == 0);
    });
    std::thread([] { CHECK(Author::objects.count() == 0); }).join();
}

TEST_CASE_METHOD(Fixture, "pool_min connections are made with the first one") {
    const test::Reconfigured warm({{"default", test::default_url("pool_min=3&pool_size=4")}});
    CHECK(metrics().created == 0);
    CHECK(Author::objects.count() == 0);
    const int wanted = test::can_be_shared() ? 3 : 1;
    CHECK(metrics().created == wanted);
    CHECK(metrics().idle == wanted);
}

TEST_CASE_METHOD(Fixture, "a connection is replaced when it is older than pool_max_life") {
    if (!test::can_be_shared()) {
        WARN("skipped: the rows live in the connection");
        return;
    }
    const test::Reconfigured brief({{"default", test::default_url("pool_max_life=0.02&pool_min=1")}});
    CHECK(comes_true([] {
        CHECK(Author::objects.count() == 0);
        return metrics().created >= 3;
    }));
    CHECK(metrics().in_use + metrics().idle == 1);
    CHECK(metrics().lost == 0);
}

TEST_CASE_METHOD(Fixture, "malformed options of the pool are told before there is a connection") {
    for (const char* option : {"pool_min=-1", "pool_max_life=soon", "statement_timeout=-1"}) {
        INFO(option);
        CHECK_THROWS_AS(nuage::configure({{"default", test::default_url(option)}}), nuage::ImproperlyConfigured);
    }
}

TEST_CASE_METHOD(Fixture, "in debug builds, a thread that uses another one's connection is told so") {
    if (!nuage::db::detects_other_threads()) {
        WARN("skipped: this is no debug build");
        return;
    }
    Author::objects.create("name"_f = "Ann");
    Author::objects.create("name"_f = "Bob");
    nuage::atomic([] {
        auto rows = Author::objects.order_by("id"_f).iterator();
        auto row = rows.begin();
        CHECK(row->name == "Ann");
        std::thread([&] { CHECK_THROWS_AS(++row, nuage::InterfaceError); }).join();
        ++row;
        CHECK(row->name == "Bob");
    });
}
