// SPDX-License-Identifier: MIT
// Telling those who watch: the one way by which counters and observers hear of statements.
#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <string_view>

#include <nuage/db/driver.hpp>
#include <nuage/db/query_event.hpp>

namespace nuage::db {

/// One run of a statement, as those are told who watch.
struct StatementRun {
    std::string_view sql;
    std::span<const Param> params{};
    bool cached = false;
    QueryKind kind = QueryKind::statement;
};

/// Observers of the program and counters of all threads. Nearly always none.
extern constinit std::atomic<int> watchers;

/// From the start of a statement to its end. Counters are told at the start, observers at the end. One that neither finishes
/// nor fails is told to no observer: it did not run.
class Watch {
public:
    Watch() = default;   ///< of nobody
    Watch(const Connection& connection, const StatementRun& run) {
        if (watchers.load(std::memory_order_relaxed) != 0) [[unlikely]] begin(connection, run);
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch() {
        if (state_ != nullptr) [[unlikely]] drop();
    }

    [[nodiscard]] bool active() const { return state_ != nullptr; }
    /// Rows that were read.
    void rows(std::int64_t count) {
        if (state_ != nullptr) [[unlikely]] set_rows(count);
    }
    /// Before the statement is reset: rows that it changed, when none were read.
    void executed(Statement& statement) {
        if (state_ != nullptr) [[unlikely]] take_affected(statement);
    }
    /// Tells how it ended.
    void finish() {
        if (state_ != nullptr) [[unlikely]] tell(nullptr);
    }
    /// In a handler: tells of the error that is handled.
    void fail() noexcept {
        if (state_ != nullptr) fail_with_current();
    }
    /// Time between pause() and resume() is not the statement's.
    void pause() {
        if (state_ != nullptr) [[unlikely]] stop_clock();
    }
    void resume() {
        if (state_ != nullptr) [[unlikely]] start_clock();
    }

private:
    struct State;
    void begin(const Connection& connection, const StatementRun& run);
    void drop() noexcept;
    void set_rows(std::int64_t count);
    void take_affected(Statement& statement);
    void tell(std::exception_ptr error) noexcept;
    void fail_with_current() noexcept;
    void stop_clock();
    void start_clock();

    State* state_ = nullptr;
};

/// Runs something that is no prepared statement, and tells of it.
template <class F>
auto watched(const Connection& connection, const StatementRun& run, F&& function) {
    Watch watch(connection, run);
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<F>>) {
            function();
            watch.finish();
        } else {
            auto result = function();
            watch.finish();
            return result;
        }
    } catch (...) {
        watch.fail();
        throw;
    }
}
/// BEGIN, SAVEPOINT, COMMIT and the like.
void execute_watched(Connection& connection, QueryKind kind, std::string_view sql);

}  // namespace nuage::db
