// SPDX-License-Identifier: MIT
// Blocks that are run again.
#include <support/catch.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;

namespace {

struct Counted : Fixture {
    int attempts = 0;
    /// Writes a row, and fails in the first attempts.
    template <class E>
    void fail_at_first(int failures) {
        ++attempts;
        Author::objects.create("name"_f = "attempt " + std::to_string(attempts));
        if (attempts <= failures) throw E("made up");
    }
};

}  // namespace

TEST_CASE_METHOD(Counted, "a block with retries is run again after a deadlock and a serialization failure") {
    int told = 0;
    const int result = nuage::atomic({.retries = 3}, [&] {
        nuage::on_commit([&] { ++told; });
        if (attempts == 0) fail_at_first<nuage::DeadlockDetected>(1);
        else fail_at_first<nuage::SerializationFailure>(2);
        return attempts;
    });
    CHECK(result == 3);
    CHECK(told == 1);
    CHECK(Author::objects.flat("name"_f) == std::vector<std::string>{"attempt 3"});
}

TEST_CASE_METHOD(Counted, "when the retries are used up, the last error passes on") {
    CHECK_THROWS_AS(nuage::atomic({.retries = 2}, [&] { fail_at_first<nuage::DeadlockDetected>(99); }), nuage::DeadlockDetected);
    CHECK(attempts == 3);
    CHECK(Author::objects.count() == 0);
}

TEST_CASE_METHOD(Counted, "errors that running again would not cure are not repeated") {
    CHECK_THROWS_AS(nuage::atomic({.retries = 5}, [&] { fail_at_first<nuage::LockTimeout>(1); }), nuage::LockTimeout);
    CHECK_THROWS_AS(nuage::atomic({.retries = 5}, [&] { fail_at_first<std::runtime_error>(2); }), std::runtime_error);
    CHECK_THROWS_AS(nuage::atomic({.retries = 5}, [&] { fail_at_first<nuage::CommitUnknown>(3); }), nuage::CommitUnknown);
    CHECK(attempts == 3);
    CHECK(Author::objects.count() == 0);
}

TEST_CASE_METHOD(Counted, "only the outermost block is run again") {
    int outer = 0;
    nuage::atomic({.retries = 3}, [&] {
        ++outer;
        nuage::atomic({.retries = 3}, [&] { fail_at_first<nuage::SerializationFailure>(2); });
    });
    CHECK(outer == 3);
    CHECK(attempts == 3);
    attempts = 0;
    nuage::atomic([&] {
        CHECK_THROWS_AS(nuage::atomic({.retries = 3}, [&] { fail_at_first<nuage::SerializationFailure>(1); }),
                        nuage::SerializationFailure);
    });
    CHECK(attempts == 1);
}

TEST_CASE_METHOD(Counted, "what an on_commit() function throws does not repeat a block that is committed") {
    CHECK_THROWS_AS(nuage::atomic({.retries = 3},
                                  [&] {
                                      fail_at_first<nuage::DeadlockDetected>(0);
                                      nuage::on_commit([] { throw nuage::DeadlockDetected("in the function"); });
                                  }),
                    nuage::DeadlockDetected);
    CHECK(attempts == 1);
    CHECK(Author::objects.count() == 1);
}

TEST_CASE("errors say whether a transaction may be run again") {
    const auto said = [](const nuage::DatabaseError& error) { return error.retryable(); };
    CHECK(said(nuage::DeadlockDetected("")));
    CHECK(said(nuage::SerializationFailure("")));
    CHECK_FALSE(said(nuage::ConnectionLost("")));
    CHECK_FALSE(said(nuage::LockTimeout("")));
    CHECK_FALSE(said(nuage::StatementTimeout("")));
    CHECK_FALSE(said(nuage::UniqueViolation("")));
    nuage::ConnectionLost before("");
    before.set_nothing_done();
    CHECK(said(before));
    nuage::CommitUnknown during("");
    during.set_nothing_done();
    CHECK_FALSE(said(during));
}
