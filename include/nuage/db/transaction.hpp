// SPDX-License-Identifier: MIT
// atomic blocks, savepoints, on_commit. Django's transaction.atomic.
#pragma once

#include <chrono>
#include <exception>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

#include <nuage/meta/errors.hpp>

namespace nuage {

/// What a transaction sees of concurrent ones. A database without a level takes the next stricter one.
enum class Isolation : std::uint8_t { by_default, read_committed, repeatable_read, serializable };

/// How a transaction begins.
struct TransactionMode {
    Isolation isolation = Isolation::by_default;
    bool read_only = false;
    std::chrono::milliseconds statement_timeout{0};   ///< 0: as the connection has it
    friend bool operator==(const TransactionMode&, const TransactionMode&) = default;
};

/// How an atomic block behaves.
struct AtomicOptions {
    std::string_view using_db{};   ///< alias; empty: the default database
    bool savepoint = true;         ///< nested: a savepoint of its own. false: an exception spoils the outer block
    bool durable = false;          ///< must be the outermost block; nested, it throws TransactionManagementError
    int retries = 0;               ///< outermost: so many more attempts after an error that is retryable()
    // The rest is the transaction's: a nested block that asks for something else throws TransactionManagementError.
    Isolation isolation = Isolation::by_default;
    bool read_only = false;        ///< a write throws ReadOnlyViolation
    std::chrono::milliseconds statement_timeout{0};   ///< a longer statement throws StatementTimeout; 0: as the URL says
};

/// How on_commit() calls its function.
struct OnCommitOptions {
    std::string_view using_db{};
    bool robust = false;   ///< what it throws goes to the error reporter, and the next function is called
};

/// Takes errors that nobody can catch: of robust functions, and of a rollback that fails. `where` says what was done.
using ErrorReporter = void (*)(std::string_view where, const std::exception_ptr& error);
/// Sets the reporter of the whole program, and gives the one before. The first one writes to the standard error stream.
ErrorReporter set_error_reporter(ErrorReporter reporter) noexcept;

/// A savepoint made by hand.
struct Savepoint {
    std::uint32_t number = 0;
};

namespace db {

class Attempts;
class Database;
struct Session;

/// What on_commit() keeps.
struct CommitCallback {
    CommitCallback() = default;
    CommitCallback(const CommitCallback&) = delete;
    CommitCallback& operator=(const CommitCallback&) = delete;
    virtual ~CommitCallback() = default;
    virtual void call() = 0;
};

/// An open atomic block. commit() ends it well; the destructor rolls back what was not committed.
class AtomicBlock {
public:
    explicit AtomicBlock(const AtomicOptions& options = {});
    AtomicBlock(Database& database, bool savepoint);
    AtomicBlock(const AtomicBlock&) = delete;
    AtomicBlock& operator=(const AtomicBlock&) = delete;
    ~AtomicBlock();
    /// Releases the savepoint, or commits and then runs the callbacks. Throws what the database says; and
    /// TransactionManagementError when a query of the block failed and was caught inside it, after rolling back. Rolls back
    /// without a word after set_rollback(true).
    void commit(Attempts* attempts = nullptr);
    static void run_callback(CommitCallback& callback, bool robust);

private:
    struct State;
    void begin(const AtomicOptions& options);
    void start(const TransactionMode& mode);
    void finish();
    void end_mode() noexcept;
    void end_mode_if(bool outermost) noexcept;
    void roll_back() noexcept;
    std::unique_ptr<State> state_;
};

void add_on_commit(std::unique_ptr<CommitCallback> callback, const OnCommitOptions& options);
void report_error(std::string_view where, const std::exception_ptr& error) noexcept;

/// The attempts of an outermost block.
class Attempts {
public:
    explicit Attempts(const AtomicOptions& options);
    /// Whether to run again after this error: then, after a short wait that grows and is never twice the same.
    [[nodiscard]] bool again(const DatabaseError& error);
    /// Committed: what is thrown from here on is no reason to run again.
    void stop() { left_ = 0; }

private:
    int left_;
    int done_ = 0;
};
/// True inside an atomic block of this thread.
[[nodiscard]] bool in_atomic_block(std::string_view alias = {});

template <class F>
struct StoredCallback final : CommitCallback {
    explicit StoredCallback(F f) : function(std::move(f)) {}
    void call() override { function(); }
    F function;
};

template <class F>
auto run_in_block(const AtomicOptions& options, F&& function, Attempts* attempts = nullptr) {
    AtomicBlock block(options);
    if constexpr (std::is_void_v<std::invoke_result_t<F>>) {
        std::forward<F>(function)();
        block.commit(attempts);
    } else {
        auto result = std::forward<F>(function)();
        block.commit(attempts);
        return result;
    }
}

}  // namespace db

/// Runs a function in a transaction; nested, in a savepoint. An exception rolls back and passes on; with `retries`, the
/// function is run again after those that are retryable(). Returns what the function returns.
/// https://docs.djangoproject.com/en/5.2/topics/db/transactions/
template <class F>
auto atomic(const AtomicOptions& options, F&& function) {
    if (options.retries == 0) return db::run_in_block(options, std::forward<F>(function));
    for (db::Attempts attempts(options);;) {
        try {
            return db::run_in_block(options, function, &attempts);
        } catch (const DatabaseError& error) {
            if (!attempts.again(error)) throw;
        }
    }
}
template <class F>
    requires std::is_invocable_v<F>
auto atomic(F&& function) {
    return atomic(AtomicOptions{}, std::forward<F>(function));
}

/// Runs a function after the outermost block has committed, in the order of registration; at once in autocommit.
/// Dropped when its block or an enclosing savepoint rolls back.
template <class F>
void on_commit(F function, std::string_view using_db = {}) {
    db::add_on_commit(std::make_unique<db::StoredCallback<F>>(std::move(function)), {.using_db = using_db});
}
template <class F>
void on_commit(F function, const OnCommitOptions& options) {
    db::add_on_commit(std::make_unique<db::StoredCallback<F>>(std::move(function)), options);
}

/// A savepoint by hand, for where blocks do not fit. It lasts until it is committed or rolled back, or its block ends.
/// Throws TransactionManagementError outside of a block; there, differs from Django, which does nothing.
/// https://docs.djangoproject.com/en/5.2/topics/db/transactions/#savepoints
[[nodiscard]] Savepoint savepoint(std::string_view using_db = {});
/// Keeps what was done since, and forgets the savepoint and those after it.
void savepoint_commit(Savepoint savepoint, std::string_view using_db = {});
/// Undoes what was done since, and drops the functions given to on_commit() since. The block is usable again if a query had
/// failed since; differs from Django, where set_rollback(False) must be called first. The savepoint stays.
void savepoint_rollback(Savepoint savepoint, std::string_view using_db = {});
/// true: the innermost block is rolled back at its end, without an exception, and no further query runs in it.
/// false: after an error that the program has undone itself, the block may go on.
void set_rollback(bool rollback, std::string_view using_db = {});
/// Whether the innermost block will be rolled back.
[[nodiscard]] bool get_rollback(std::string_view using_db = {});

}  // namespace nuage
