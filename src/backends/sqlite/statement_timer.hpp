// SPDX-License-Identifier: MIT
// Interrupts statements that run for too long; the library itself knows no such limit.
#pragma once

#include <chrono>

#include "handles.hpp"

namespace nuage::sqlite {

class StatementTimer {
public:
    StatementTimer() = default;
    StatementTimer(const StatementTimer&) = delete;
    StatementTimer& operator=(const StatementTimer&) = delete;

    /// For all statements from the next one on; 0: none. Time spent waiting for a lock does not end by it.
    void set(sqlite3* database, std::chrono::milliseconds timeout);
    /// Whether the statement that this thread runs, or ran last, was interrupted by its timer.
    [[nodiscard]] static bool expired();

private:
    static int begin_statement(unsigned kind, void* self, void* statement, void* text);
    static int look(void* self);

    std::chrono::milliseconds timeout_{0};
    std::chrono::steady_clock::time_point deadline_{};
};

}  // namespace nuage::sqlite
