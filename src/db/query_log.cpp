// SPDX-License-Identifier: MIT
#include <nuage/db/query_log.hpp>

#include <nuage/db/watch.hpp>

#include "counters.hpp"

namespace nuage {

namespace db {

/// The counters of this thread; the innermost knows the others.
constinit thread_local QueryCounter* innermost_counter = nullptr;

void tell_counters(std::string_view sql) {
    for (QueryCounter* counter = innermost_counter; counter != nullptr; counter = counter->outer_) counter->add(sql);
}

}  // namespace db

QueryCounter::QueryCounter(const QueryCounterOptions& options) : outer_(db::innermost_counter), options_(options) {
    db::innermost_counter = this;
    db::watchers.fetch_add(1);
}

QueryCounter::~QueryCounter() {
    db::watchers.fetch_sub(1);
    // Counters on the heap may end in any order.
    QueryCounter** link = &db::innermost_counter;
    while (*link != this) link = &(*link)->outer_;
    *link = outer_;
}

void QueryCounter::add(std::string_view sql) {
    if (paused_) return;
    statements_.emplace_back(sql);
    if (options_.locations) stacks_.push_back(db::CallStack::here());
}

CallSite QueryCounter::location(std::size_t number) const { return number < stacks_.size() ? stacks_[number].site() : CallSite{}; }

}  // namespace nuage
