// SPDX-License-Identifier: MIT
#include <nuage/db/watch.hpp>

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include <nuage/db/query_observer.hpp>
#include <nuage/db/session.hpp>

#include "counters.hpp"

namespace nuage {

namespace db {

constinit std::atomic<int> watchers{0};

namespace {
/// Of the watchers, those that are told at the end.
constinit std::atomic<int> observers_count{0};
}  // namespace

struct ObserverSlot {
    std::unique_ptr<ObserverFunction> function;
    ObserverOptions options;
    int calls = 0;   ///< that are under way; under the lock of the list
};

namespace {

using Slots = std::vector<std::shared_ptr<ObserverSlot>>;

struct Observers {
    std::mutex mutex;
    std::condition_variable ended;   ///< a call
    Slots slots;
};

// Never destroyed: threads may run queries while the program ends.
Observers& observers() {
    static auto* made = new Observers;
    return *made;
}

/// What this thread tells right now: what observers run meanwhile is told to nobody.
constinit thread_local const Slots* telling = nullptr;

void call(ObserverSlot& slot, QueryEvent& event) noexcept {
    if (!slot.options.using_db.empty() && slot.options.using_db != event.alias) return;
    event.redacted_ = slot.options.redact;
    try {
        slot.function->call(event);
    } catch (...) {
        report_error("an observer of queries", std::current_exception());
    }
}

/// The observers there are, each marked as being called.
Slots called_slots() {
    Observers& all = observers();
    const std::lock_guard lock(all.mutex);
    for (const auto& slot : all.slots) ++slot->calls;
    return all.slots;
}

void end_calls(const Slots& slots) {
    Observers& all = observers();
    const std::lock_guard lock(all.mutex);
    for (const auto& slot : slots) --slot->calls;
    all.ended.notify_all();
}

void tell_observers(QueryEvent& event) noexcept {
    const Slots slots = called_slots();
    telling = &slots;
    for (const auto& slot : slots) call(*slot, event);
    telling = nullptr;
    end_calls(slots);
}

}  // namespace

struct Watch::State {
    explicit State(const StatementRun& r) : run(r) {}
    StatementRun run;
    std::string_view alias;
    bool in_transaction = false;
    std::int64_t rows = -1;
    std::chrono::nanoseconds before{};   ///< the clock was stopped
    std::optional<std::chrono::steady_clock::time_point> started = std::chrono::steady_clock::now();

    [[nodiscard]] std::chrono::nanoseconds duration() const {
        return before + (started ? std::chrono::steady_clock::now() - *started : std::chrono::nanoseconds{});
    }
};

void Watch::begin(const Connection& connection, const StatementRun& run) {
    if (telling != nullptr) return;
    if (run.kind == QueryKind::statement) tell_counters(run.sql);
    if (observers_count.load(std::memory_order_relaxed) == 0) return;
    state_ = new State(run);
    if (const Session* session = connection.holder; session != nullptr) {
        state_->alias = session->database->alias();
        state_->in_transaction = session->transaction.depth > 0;
    }
}

void Watch::drop() noexcept { delete std::exchange(state_, nullptr); }
void Watch::set_rows(std::int64_t count) { state_->rows = count; }
void Watch::take_affected(Statement& statement) {
    if (state_->rows < 0 && statement.column_count() == 0) state_->rows = statement.affected_rows();
}
void Watch::fail_with_current() noexcept { tell(std::current_exception()); }

void Watch::stop_clock() {
    state_->before = state_->duration();
    state_->started.reset();
}
void Watch::start_clock() { state_->started = std::chrono::steady_clock::now(); }

void Watch::tell(std::exception_ptr error) noexcept {
    QueryEvent event;
    event.kind = state_->run.kind;
    event.alias = state_->alias;
    event.sql = state_->run.sql;
    event.duration = state_->duration();
    if (error == nullptr) event.rows = state_->rows;
    event.cached = state_->run.cached;
    event.in_transaction = state_->in_transaction;
    event.error = std::move(error);
    event.params_ = state_->run.params;
    event.frame_ = __builtin_frame_address(0);
    tell_observers(event);
    drop();
}

void execute_watched(Connection& connection, QueryKind kind, std::string_view sql) {
    watched(connection, {.sql = sql, .kind = kind}, [&] { connection.execute(sql); });
}

}  // namespace db

QueryObserver::QueryObserver(std::unique_ptr<db::ObserverFunction> function, ObserverOptions options)
    : slot_(std::make_shared<db::ObserverSlot>()) {
    slot_->function = std::move(function);
    slot_->options = std::move(options);
    db::Observers& all = db::observers();
    const std::lock_guard lock(all.mutex);
    all.slots.push_back(slot_);
    db::observers_count.fetch_add(1);
    db::watchers.fetch_add(1);
}

QueryObserver::~QueryObserver() {
    db::Observers& all = db::observers();
    std::unique_lock lock(all.mutex);
    std::erase(all.slots, slot_);
    db::watchers.fetch_sub(1);
    db::observers_count.fetch_sub(1);
    // An observer that ends itself, or another, is not waited for by its own thread.
    const int own = db::telling != nullptr && std::find(db::telling->begin(), db::telling->end(), slot_) != db::telling->end() ? 1 : 0;
    all.ended.wait(lock, [&] { return slot_->calls <= own; });
}

}  // namespace nuage
