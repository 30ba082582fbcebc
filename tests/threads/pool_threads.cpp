// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/reconfigured.hpp>
#include <support/write_models.hpp>

#include <atomic>
#include <future>
#include <thread>

using namespace nuage::literals;
using namespace write_models;

namespace {

bool skipped() {
    if (test::can_be_shared()) return false;
    WARN("skipped: this database has one connection only");
    return true;
}

}  // namespace

TEST_CASE_METHOD(Fixture, "eight threads share two connections") {
    const test::Reconfigured two({{"default", test::default_url("pool_size=2")}});
    std::atomic<int> failed = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([t, &failed] {
            for (int i = 0; i < 20; ++i) {
                try {
                    const std::string name = std::to_string(t) + "/" + std::to_string(i);
                    const Author author = Author::objects.create("name"_f = name, "score"_f = t);
                    if (Author::objects.get("id"_f = author.id).name != name) ++failed;
                    nuage::atomic(
                        [&] { Author::objects.filter("id"_f = author.id).update("score"_f = "score"_f + 100); });
                } catch (const nuage::Error&) {
                    ++failed;
                }
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(failed == 0);
    CHECK(Author::objects.count() == 160);
    for (int t = 0; t < 8; ++t) CHECK(Author::objects.filter("score"_f = 100 + t).count() == 20);
}

TEST_CASE_METHOD(Fixture, "a transaction belongs to its thread") {
    if (skipped()) return;
    nuage::atomic([] {
        Author::objects.create("name"_f = "Ann");
        const auto others = std::async(std::launch::async, [] {
                                return std::pair(nuage::db::in_atomic_block(), Author::objects.count());
                            }).get();
        CHECK_FALSE(others.first);
        CHECK(others.second == 0);
    });
    CHECK(Author::objects.count() == 1);
}

TEST_CASE_METHOD(Fixture, "an exhausted pool is an OperationalError after pool_timeout, and works again afterwards") {
    const test::Reconfigured one({{"default", test::default_url("pool_size=1&pool_timeout=0")}});
    auto count_elsewhere = [] { return std::async(std::launch::async, [] { return Author::objects.count(); }).get(); };
    nuage::atomic([&] {
        CHECK(Author::objects.count() == 0);
        CHECK_THROWS_AS(count_elsewhere(), nuage::OperationalError);
        CHECK_THROWS_WITH(count_elsewhere(), Catch::Contains("pool_size") && Catch::Contains("'default'"));
    });
    CHECK(count_elsewhere() == 0);
}

TEST_CASE_METHOD(Fixture, "a thread that waits for a connection gets it when it is given back") {
    const test::Reconfigured one({{"default", test::default_url("pool_size=1&pool_timeout=30")}});
    std::promise<void> started;
    std::future<std::int64_t> counted;
    nuage::atomic([&] {
        counted = std::async(std::launch::async, [&] {
            started.set_value();
            return Author::objects.count();
        });
        started.get_future().wait();
        Author::objects.create("name"_f = "Ann");
    });
    CHECK(counted.get() == 1);
}

TEST_CASE_METHOD(Fixture, "a connection is given back after an error") {
    const test::Reconfigured one({{"default", test::default_url("pool_size=1&pool_timeout=0")}});
    Author::objects.create("name"_f = "Ann");
    for (int i = 0; i < 3; ++i) {
        CHECK_THROWS_AS(Author::objects.create("name"_f = "Ann"), nuage::UniqueViolation);
        CHECK_THROWS_AS(nuage::atomic([] { throw std::runtime_error("stop"); }), std::runtime_error);
        CHECK(std::async(std::launch::async, [] { return Author::objects.count(); }).get() == 1);
    }
}
