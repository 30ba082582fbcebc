// SPDX-License-Identifier: MIT
// A server that is killed: what is written, what is told to the program, and that it serves again.
#include "server.hpp"
#include "writers.hpp"

using namespace nuage::literals;
using namespace write_models;

TEST_CASE("rows written by eight threads while the server is killed: the acknowledged are there once, the refused are not") {
    if (!faults::has_server()) return;
    const Fixture tables;
    faults::Writers writers;
    CHECK(writers.write(200));
    faults::crash_server();
    CHECK(writers.fail(2 * faults::Writers::threads));
    faults::restart_server();
    CHECK(writers.write(200));
    writers.join();
    writers.check_rows();
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
