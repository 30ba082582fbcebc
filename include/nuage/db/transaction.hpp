// SPDX-License-Identifier: MIT
// atomic blocks, savepoints, on_commit. Django's transaction.atomic.
#pragma once

#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

namespace nuage {

/// How an atomic block behaves.
struct AtomicOptions {
    std::string_view using_db{};   ///< alias; empty: the default database
    bool savepoint = true;         ///< nested: a savepoint of its own. false: an exception spoils the outer block
    bool durable = false;          ///< must be the outermost block; nested, it throws TransactionManagementError
};

namespace db {

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
    /// TransactionManagementError when a query of the block failed and was caught inside it, after rolling back.
    void commit();

private:
    struct State;
    void begin(bool savepoint, bool durable);
    void start();
    void roll_back() noexcept;
    std::unique_ptr<State> state_;
};

void add_on_commit(std::unique_ptr<CommitCallback> callback, std::string_view alias);
/// True inside an atomic block of this thread.
[[nodiscard]] bool in_atomic_block(std::string_view alias = {});

template <class F>
struct StoredCallback final : CommitCallback {
    explicit StoredCallback(F f) : function(std::move(f)) {}
    void call() override { function(); }
    F function;
};

}  // namespace db

/// Runs a function in a transaction; nested, in a savepoint. An exception rolls back and passes on.
/// Returns what the function returns. https://docs.djangoproject.com/en/5.2/topics/db/transactions/
template <class F>
auto atomic(const AtomicOptions& options, F&& function) {
    db::AtomicBlock block(options);
    if constexpr (std::is_void_v<std::invoke_result_t<F>>) {
        std::forward<F>(function)();
        block.commit();
    } else {
        auto result = std::forward<F>(function)();
        block.commit();
        return result;
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
    db::add_on_commit(std::make_unique<db::StoredCallback<F>>(std::move(function)), using_db);
}

}  // namespace nuage
