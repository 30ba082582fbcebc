// SPDX-License-Identifier: MIT
// Slow queries that hold all connections.
#include <support/catch.hpp>
#include <support/server_control.hpp>
#include <support/write_models.hpp>

#include <thread>

using namespace nuage::literals;
using namespace write_models;

TEST_CASE_METHOD(Fixture, "a pool exhausted by slow queries says so, and serves again when they are cancelled") {
    if (!test::can_be_shared()) {
        WARN("skipped: this database has one connection only");
        return;
    }
    const test::Reconfigured two({{"default", test::default_url("pool_size=2&pool_timeout=0")}});
    const nuage::CancelToken tokens[2];
    std::atomic<int> cancelled = 0;
    std::atomic<int> ended = 0;
    std::vector<std::thread> slow;
    for (const nuage::CancelToken& token : tokens)
        slow.emplace_back([&] {
            try {
                nuage::cancellable(token, [] { static_cast<void>(Author::objects.raw(test::server_control().endless)); });
            } catch (const nuage::QueryCancelled&) {
                ++cancelled;
            }
            ++ended;
        });
    while (nuage::pool_metrics().in_use < 2) std::this_thread::yield();
    CHECK_THROWS_AS(Author::objects.count(), nuage::PoolTimeout);
    CHECK_THROWS_WITH(Author::objects.count(), Catch::Contains("pool_size"));
    while (ended < 2) {
        for (const nuage::CancelToken& token : tokens) token.cancel();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    for (std::thread& thread : slow) thread.join();
    CHECK(cancelled == 2);
    CHECK(Author::objects.count() == 0);
    const nuage::PoolMetrics metrics = nuage::pool_metrics();
    CHECK(metrics.in_use == 0);
    CHECK(metrics.waiting == 0);
}
