// SPDX-License-Identifier: MIT
// Tests that leave nothing behind.
#pragma once

#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <nuage/db/transaction.hpp>

namespace nuage::testing {

/// As long as it lives, what this thread writes is in a transaction of each database, which is rolled back at the end. A base
/// or a member of a test's fixture:
///
///     struct BlogTest : nuage::testing::TestCase {
///         User ada = User::objects.create("name"_f = "Ada");
///     };
///
/// Blocks of atomic() in it are savepoints; durable ones are allowed there, modes such as an isolation level have no effect, and
/// nothing is tried again. Functions given to on_commit() are not called; see capture_on_commit_callbacks(). At the end,
/// constraints that are checked by COMMIT only are checked, and a violation goes to fail(). Other threads have connections of their
/// own and see none of it: use TransactionTestCase for them.
/// https://docs.djangoproject.com/en/5.2/topics/testing/tools/#testcase
class TestCase {
public:
    /// Without aliases: all databases.
    explicit TestCase(const std::vector<std::string_view>& using_dbs = {});
    TestCase(const TestCase&) = delete;
    TestCase& operator=(const TestCase&) = delete;
    ~TestCase();

    /// Looks for rows that break a constraint, as at the end. Throws IntegrityError.
    void check_constraints() const;

private:
    struct Held;
    std::vector<std::unique_ptr<Held>> held_;
    int exceptions_;
};

/// How TransactionTestCase empties tables.
struct FlushOptions {
    bool reset_keys = false;   ///< generated keys begin at 1 again
};

/// Empties the tables of the apps of testing::Databases, in one database or in all. Not inside of atomic().
void flush(const FlushOptions& options = {}, const std::vector<std::string_view>& using_dbs = {});

/// For code that must commit, or that runs in several threads: all tables are emptied at the end. Slower than TestCase.
/// https://docs.djangoproject.com/en/5.2/topics/testing/tools/#transactiontestcase
class TransactionTestCase {
public:
    explicit TransactionTestCase(const FlushOptions& options = {}) : options_(options) {}
    TransactionTestCase(const TransactionTestCase&) = delete;
    TransactionTestCase& operator=(const TransactionTestCase&) = delete;
    ~TransactionTestCase();

private:
    FlushOptions options_;
};

/// Functions that were given to on_commit().
class CommitCallbacks {
public:
    [[nodiscard]] std::size_t size() const { return callbacks_.size(); }
    [[nodiscard]] bool empty() const { return callbacks_.empty(); }
    /// Calls one, from 0.
    void call(std::size_t number) const;
    void call_all() const;

private:
    friend class CommitCapture;
    struct Callback {
        std::shared_ptr<db::CommitCallback> call;   // copies of the list share them
        bool robust;
    };
    std::vector<Callback> callbacks_;
};

struct CaptureOptions {
    bool execute = false;            ///< they are called, and so are those that they register
    std::string_view using_db{};
};

/// Takes what is given to on_commit() while it lives, in an atomic block such as TestCase's.
class CommitCapture {
public:
    explicit CommitCapture(std::string_view using_db);
    /// What was registered since the beginning, and not dropped by a rollback. With `execute`, calls them.
    [[nodiscard]] CommitCallbacks take(bool execute);

private:
    std::string_view alias_;
    std::size_t first_;
};

/// Runs a function and gives what it gave to on_commit() for when the transaction would be committed.
/// Django's captureOnCommitCallbacks().
///
///     const auto callbacks = nuage::testing::capture_on_commit_callbacks({.execute = true}, [&] { sign_up(form); });
template <class F>
CommitCallbacks capture_on_commit_callbacks(const CaptureOptions& options, F&& function) {
    CommitCapture capture(options.using_db);
    std::forward<F>(function)();
    return capture.take(options.execute);
}
template <class F>
    requires std::is_invocable_v<F>
CommitCallbacks capture_on_commit_callbacks(F&& function) {
    return capture_on_commit_callbacks(CaptureOptions{}, std::forward<F>(function));
}

}  // namespace nuage::testing
