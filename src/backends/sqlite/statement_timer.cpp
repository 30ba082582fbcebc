// SPDX-License-Identifier: MIT
#include "statement_timer.hpp"

namespace nuage::sqlite {

namespace {

/// So many steps of SQLite's machine between two looks at the clock: some ten microseconds.
constexpr int steps = 1000;

// Of the statement that the thread is in: the exception is made in the same thread, right after the interruption.
constinit thread_local bool timer_expired = false;

}  // namespace

bool StatementTimer::expired() { return timer_expired; }

void StatementTimer::set(sqlite3* database, std::chrono::milliseconds timeout) {
    timeout_ = timeout;
    timer_expired = false;
    const bool on = timeout.count() > 0;
    sqlite3_trace_v2(database, on ? SQLITE_TRACE_STMT : 0u, on ? begin_statement : nullptr, this);
    sqlite3_progress_handler(database, on ? steps : 0, on ? look : nullptr, this);
}

int StatementTimer::begin_statement(unsigned, void* self, void*, void*) {
    auto& timer = *static_cast<StatementTimer*>(self);
    timer.deadline_ = std::chrono::steady_clock::now() + timer.timeout_;
    timer_expired = false;
    return 0;
}

int StatementTimer::look(void* self) {
    timer_expired = std::chrono::steady_clock::now() >= static_cast<StatementTimer*>(self)->deadline_;
    return timer_expired ? 1 : 0;
}

}  // namespace nuage::sqlite
