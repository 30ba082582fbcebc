// SPDX-License-Identifier: MIT
// Statements that are ended before they are done.
#include <support/catch.hpp>
#include <support/server_control.hpp>
#include <support/write_models.hpp>

#include <future>

using namespace nuage::literals;
using namespace write_models;

namespace {

void run_endless() { static_cast<void>(Author::objects.raw(test::server_control().endless)); }

/// Cancels from this thread until the other one is through: a first time may be too early for the statement to run.
template <class F>
void cancel_until_done(const nuage::CancelToken& token, std::future<F>& done) {
    do token.cancel();
    while (done.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready);
}

}  // namespace

TEST_CASE_METHOD(Fixture, "a statement that takes longer than the block allows is a StatementTimeout") {
    CHECK_THROWS_AS(nuage::atomic({.statement_timeout = std::chrono::milliseconds(100)},
                                  [] {
                                      Author::objects.create("name"_f = "Ann");
                                      run_endless();
                                  }),
                    nuage::StatementTimeout);
    CHECK(Author::objects.count() == 0);
    Author::objects.create("name"_f = "Bob");
    CHECK(Author::objects.count() == 1);
}

TEST_CASE_METHOD(Fixture, "the timeout of a block ends with it", "[own_connections]") {
    const test::Reconfigured slow({{"default", test::default_url("pool_size=1&statement_timeout=0.15")}});
    nuage::atomic({.statement_timeout = std::chrono::hours(1)}, [] { CHECK(Author::objects.count() == 0); });
    CHECK_THROWS_AS(run_endless(), nuage::StatementTimeout);
    CHECK(Author::objects.count() == 0);
}

TEST_CASE_METHOD(Fixture, "another thread cancels what runs, and the connection's next user notices nothing") {
    const nuage::CancelToken token;
    std::promise<void> started;
    auto done = std::async(std::launch::async, [&] {
        started.set_value();
        CHECK_THROWS_AS(nuage::cancellable(token, [] { run_endless(); }), nuage::QueryCancelled);
        return Author::objects.count();
    });
    started.get_future().wait();
    cancel_until_done(token, done);
    CHECK(done.get() == 0);
    CHECK(token.cancelled());
    Author::objects.create("name"_f = "Ann");
}

TEST_CASE_METHOD(Fixture, "a cancelled block is rolled back") {
    const nuage::CancelToken token;
    std::promise<void> written;
    auto done = std::async(std::launch::async, [&] {
        CHECK_THROWS_AS(nuage::cancellable(token,
                                           [&] {
                                               nuage::atomic([&] {
                                                   Author::objects.create("name"_f = "Ann");
                                                   written.set_value();
                                                   run_endless();
                                               });
                                           }),
                        nuage::QueryCancelled);
    });
    written.get_future().wait();
    cancel_until_done(token, done);
    done.get();
    CHECK(Author::objects.count() == 0);
}

TEST_CASE_METHOD(Fixture, "nothing runs under a token that was cancelled") {
    const nuage::CancelToken token;
    CHECK(nuage::cancellable(token, [] { return Author::objects.count(); }) == 0);
    CHECK_THROWS_AS(nuage::cancellable(token,
                                       [&] {
                                           token.cancel();
                                           return Author::objects.count();
                                       }),
                    nuage::QueryCancelled);
    CHECK_THROWS_AS(nuage::cancellable(token, [] { return Author::objects.count(); }), nuage::QueryCancelled);
    CHECK(Author::objects.count() == 0);
}
