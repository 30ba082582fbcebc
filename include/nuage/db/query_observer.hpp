// SPDX-License-Identifier: MIT
// Watching the statements of a program: for logs, metrics and traces. nuage.hpp does not include this.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include <nuage/db/query_event.hpp>

namespace nuage {

namespace db {

struct ObserverFunction {
    ObserverFunction() = default;
    ObserverFunction(const ObserverFunction&) = delete;
    ObserverFunction& operator=(const ObserverFunction&) = delete;
    virtual ~ObserverFunction() = default;
    virtual void call(const QueryEvent& event) = 0;
};
template <class F>
struct StoredObserver final : ObserverFunction {
    explicit StoredObserver(F f) : function(std::move(f)) {}
    void call(const QueryEvent& event) override { function(event); }
    F function;
};
struct ObserverSlot;

}  // namespace db

/// What an observer is told.
struct ObserverOptions {
    std::string using_db{};   ///< an alias; empty: all databases
    bool redact = false;      ///< values of parameters are withheld
};

/// Calls a function after each statement of the program, as long as it lives:
///
///     const nuage::QueryObserver observer([](const nuage::QueryEvent& event) { metrics.add(event.alias, event.duration); });
///
/// The function is called in the thread that ran the statement; by several threads at once, if they do. What it throws goes
/// to the error reporter, the query is not disturbed. Statements that it runs itself are told to nobody. The destructor waits
/// for calls in other threads. Costs nothing where there is no observer.
/// Django's connection.execute_wrapper(); differs from Django: an observer cannot change a statement or withhold it.
/// https://docs.djangoproject.com/en/5.2/topics/db/instrumentation/
class QueryObserver {
public:
    template <class F>
        requires std::is_invocable_v<F&, const QueryEvent&>
    explicit QueryObserver(F function, ObserverOptions options = {})
        : QueryObserver(std::make_unique<db::StoredObserver<F>>(std::move(function)), std::move(options)) {}
    QueryObserver(std::unique_ptr<db::ObserverFunction> function, ObserverOptions options);
    QueryObserver(const QueryObserver&) = delete;
    QueryObserver& operator=(const QueryObserver&) = delete;
    ~QueryObserver();

private:
    std::shared_ptr<db::ObserverSlot> slot_;   // a call may be under way in another thread
};

}  // namespace nuage
