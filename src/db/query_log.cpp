// SPDX-License-Identifier: MIT
#include <nuage/db/query_log.hpp>

#include <nuage/db/run.hpp>

namespace nuage {

namespace db {

constinit thread_local QueryCounter* innermost_counter = nullptr;

void tell_counters(const Execution& execution) {
    for (QueryCounter* counter = innermost_counter; counter != nullptr; counter = counter->outer_)
        if (!counter->paused_) counter->statements_.emplace_back(execution.sql);
}

}  // namespace db

QueryCounter::QueryCounter() : outer_(db::innermost_counter) { db::innermost_counter = this; }

QueryCounter::~QueryCounter() {
    // Counters on the heap may end in any order.
    QueryCounter** link = &db::innermost_counter;
    while (*link != this) link = &(*link)->outer_;
    *link = outer_;
}

}  // namespace nuage
