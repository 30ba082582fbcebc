// SPDX-License-Identifier: MIT
// Threads in each other's way, under retries: deadlocks and serialization failures.
#include <support/catch.hpp>
#include <support/reconfigured.hpp>
#include <support/threads.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;

namespace {

bool skipped() {
    if (test::can_be_shared()) return false;
    WARN("skipped: this database has one connection only");
    return true;
}

void add(const char* name) { Author::objects.filter("name"_f = name).update("score"_f = "score"_f + 1); }

}  // namespace

TEST_CASE_METHOD(Fixture, "threads that lock rows in opposite order get through by retries, and nothing is done twice") {
    if (skipped()) return;
    for (const char* name : {"Ann", "Bob"}) Author::objects.create("name"_f = name);
    constexpr int rounds = 3;
    std::atomic<int> attempts = 0;
    std::atomic<int> arrived = 0;
    const int failed = test::failures_of_threads(2, rounds, [&](int thread, int round) {
        bool first = true;
        nuage::atomic({.retries = 50}, [&] {
            ++attempts;
            add(thread == 0 ? "Ann" : "Bob");
            // In the first attempt each waits for the other one to have its lock; where one transaction writes at a time, in vain.
            if (std::exchange(first, false)) {
                ++arrived;
                const auto patience = std::chrono::steady_clock::now() + std::chrono::milliseconds(test::features().for_update ? 5000 : 50);
                while (arrived < 2 * (round + 1) && std::chrono::steady_clock::now() < patience) std::this_thread::yield();
            }
            add(thread == 0 ? "Bob" : "Ann");
        });
    });
    CHECK(failed == 0);
    CHECK(Author::objects.flat("score"_f) == std::vector<std::int32_t>{2 * rounds, 2 * rounds});
    if (test::features().for_update) CHECK(attempts > 2 * rounds);   // there were deadlocks
}

TEST_CASE_METHOD(Fixture, "what threads read and write back is not lost in serializable transactions under retries") {
    if (skipped()) return;
    const Author counter = Author::objects.create("name"_f = "Ann");
    constexpr int threads = 4;
    constexpr int rounds = 5;
    std::atomic<int> attempts = 0;
    const int failed = test::failures_of_threads(threads, rounds, [&](int, int) {
        nuage::atomic({.retries = 200, .isolation = nuage::Isolation::serializable}, [&] {
            ++attempts;
            Author author = Author::objects.get("id"_f = counter.id);
            author.score += 1;
            author.save();
        });
    });
    CHECK(failed == 0);
    CHECK(Author::objects.get("id"_f = counter.id).score == threads * rounds);
    CHECK(attempts >= threads * rounds);
}

TEST_CASE_METHOD(Fixture, "what threads read and write back is not lost either when they lock the row") {
    if (skipped()) return;
    const Author counter = Author::objects.create("name"_f = "Ann");
    constexpr int threads = 4;
    constexpr int rounds = 5;
    const int failed = test::failures_of_threads(threads, rounds, [&](int, int) {
        nuage::atomic([&] {
            Author author = Author::objects.select_for_update().get("id"_f = counter.id);
            author.score += 1;
            author.save();
        });
    });
    CHECK(failed == 0);
    CHECK(Author::objects.get("id"_f = counter.id).score == threads * rounds);
}
