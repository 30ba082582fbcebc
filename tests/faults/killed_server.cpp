// SPDX-License-Identifier: MIT
// A server that is killed: what is written, what is told to the program, and that it serves again.
#include "server.hpp"

#include <support/write_models.hpp>

#include <atomic>
#include <map>
#include <thread>

using namespace nuage::literals;
using namespace write_models;

namespace {

/// What became of the rows that one thread wrote.
struct Written {
    std::vector<std::string> acknowledged, refused, unknown;
};

/// One row by one of the ways there are.
void write_row(int way, const std::string& title) {
    auto create = [&] { Book::objects.create("title"_f = title); };
    switch (way) {
        case 0: create(); break;
        case 1: nuage::atomic(create); break;
        case 2:
            nuage::atomic([&] {
                create();
                if (Book::objects.filter("title"_f = title).count() != 1) throw std::logic_error("a row does not see itself");
            });
            break;
        default: nuage::atomic({.retries = 2}, create); break;
    }
}

void write_rows(int thread, Written& written, std::atomic<int>& acknowledged, std::atomic<int>& failed, const std::atomic<bool>& stop) {
    for (int i = 0; !stop; ++i) {
        const std::string title = std::to_string(thread) + "/" + std::to_string(i);
        try {
            write_row(i % 4, title);
            written.acknowledged.push_back(title);
            ++acknowledged;
        } catch (const nuage::DatabaseError& error) {
            (error.retryable() ? written.refused : written.unknown).push_back(title);
            ++failed;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));   // leaves the processor to the server
        }
    }
}

template <class F>
bool comes_true(F condition) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(120);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

}  // namespace

TEST_CASE("rows written by eight threads while the server is killed: the acknowledged are there once, the refused are not") {
    if (!faults::has_server()) return;
    const Fixture tables;
    constexpr int threads = 8;
    std::vector<Written> written(threads);
    std::atomic<int> acknowledged = 0;
    std::atomic<int> failed = 0;
    std::atomic<bool> stop = false;
    std::vector<std::thread> running;
    for (int t = 0; t < threads; ++t)
        running.emplace_back([&, t] { write_rows(t, written[static_cast<std::size_t>(t)], acknowledged, failed, stop); });
    CHECK(comes_true([&] { return acknowledged >= 200; }));
    faults::crash_server();
    CHECK(comes_true([&] { return failed >= 2 * threads; }));
    faults::restart_server();
    const int before = acknowledged;
    CHECK(comes_true([&] { return acknowledged >= before + 200; }));
    stop = true;
    for (std::thread& thread : running) thread.join();

    std::map<std::string, int> found;
    for (const std::string& title : Book::objects.flat("title"_f)) ++found[title];
    int missing = 0;
    int twice = 0;
    int refused_but_there = 0;
    for (const Written& thread : written) {
        for (const std::string& title : thread.acknowledged) {
            if (found[title] == 0) ++missing;
            if (found[title] > 1) ++twice;
        }
        for (const std::string& title : thread.refused) refused_but_there += found[title];
        for (const std::string& title : thread.unknown) twice += found[title] > 1 ? 1 : 0;
    }
    CHECK(missing == 0);
    CHECK(twice == 0);
    CHECK(refused_but_there == 0);
    const nuage::PoolMetrics metrics = nuage::pool_metrics();
    CHECK(metrics.in_use == 0);
    CHECK(metrics.waiting == 0);
    CHECK(metrics.lost > 0);
}

TEST_CASE("a server killed before, inside and after a transaction") {
    if (!faults::has_server()) return;
    const Fixture tables;
    Author::objects.create("name"_f = "before");

    faults::crash_server();
    try {
        nuage::atomic([] { Author::objects.create("name"_f = "down"); });
        FAIL("there was no server");
    } catch (const nuage::ConnectionLost& error) {
        CHECK(error.retryable());   // nothing can have been done
    }
    faults::restart_server();
    CHECK(Author::objects.flat("name"_f) == std::vector<std::string>{"before"});

    try {
        nuage::atomic([] {
            Author::objects.create("name"_f = "inside");
            faults::crash_server();
            Author::objects.create("name"_f = "after the crash");
        });
        FAIL("there was no server");
    } catch (const nuage::ConnectionLost& error) {
        CHECK(error.retryable());
    }
    CHECK_FALSE(nuage::db::in_atomic_block());
    faults::restart_server();
    CHECK(Author::objects.flat("name"_f) == std::vector<std::string>{"before"});

    nuage::atomic([] { Author::objects.create("name"_f = "committed"); });
    faults::crash_server();
    faults::restart_server();
    CHECK(Author::objects.flat("name"_f) == std::vector<std::string>{"before", "committed"});
}
