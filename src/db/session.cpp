// SPDX-License-Identifier: MIT
#include <nuage/db/session.hpp>

#include <algorithm>
#include <charconv>
#include <optional>

#include <nuage/db/slow_queries.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/sql/dialect.hpp>

#include "configured.hpp"

namespace nuage::db {

namespace {

[[noreturn]] void refuse_option(const Url& url, std::string_view name, const std::string& wanted) {
    throw ImproperlyConfigured("option '" + std::string(name) + "' of " + url.text + " wants " + wanted + ", not '" + url.option(name) + "'");
}

int number_option(const Url& url, std::string_view name, int fallback, int least) {
    const std::string text = url.option(name);
    if (text.empty()) return fallback;
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < least)
        refuse_option(url, name, "a number of at least " + std::to_string(least));
    return number;
}

/// Seconds, fractions are fine. 0: none.
std::chrono::milliseconds duration_option(const Url& url, std::string_view name) {
    const std::string text = url.option(name);
    if (text.empty()) return {};
    double seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size() || !(seconds >= 0 && seconds <= 1e6))
        refuse_option(url, name, "a number of seconds");
    return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

/// What the driver is not asked for: the pool's options, and the one that all drivers understand by another road.
constexpr std::string_view own_options[] = {"pool_size", "pool_timeout", "pool_min", "pool_max_life", "statement_timeout", "slow_query"};

}  // namespace

Url without_own_options(Url url) {
    std::erase_if(url.options, [](const auto& option) {
        return std::find(std::begin(own_options), std::end(own_options), option.first) != std::end(own_options);
    });
    return url;
}

/// A thread in the line for a connection; what it is given is written under the pool's lock.
struct Database::Waiter {
    std::condition_variable ready;
    std::unique_ptr<Session> session{};
    bool place = false;   ///< for a connection that it is to make itself
};

Database::Database(std::string alias, Url url, std::unique_ptr<Driver> driver)
    : alias_(std::move(alias)), url_(without_own_options(url)), driver_(std::move(driver)), dialect_(driver_->known_dialect(url_)),
      remote_(driver_->dialect().features().remote), most_(std::min(driver_->max_connections(url_), number_option(url, "pool_size", 16, 1))),
      least_(std::min(most_, number_option(url, "pool_min", 0, 0))), timeout_(std::chrono::seconds(number_option(url, "pool_timeout", 30, 0))),
      max_life_(duration_option(url, "pool_max_life")), statement_timeout_(duration_option(url, "statement_timeout")) {
    if (url.option("slow_query").empty()) return;
    const std::chrono::milliseconds least = duration_option(url, "slow_query");
    slow_log_.emplace(
        [least](const QueryEvent& event) {
            if (event.duration >= least) log_to_stderr("slow query: " + log_line(event));
        },
        ObserverOptions{.using_db = alias_});
}

Database::~Database() {
    for (Spare& spare : spares_) delete spare.session.load();
}

std::atomic<Session*>& Database::own_spare() {
    constinit static std::atomic<std::size_t> threads{0};
    constinit static thread_local std::size_t place = spare_places;   // not given yet
    if (place == spare_places) [[unlikely]] place = threads.fetch_add(1, std::memory_order_relaxed) % spare_places;
    return spares_[place].session;
}

/// Whichever thread it was kept for, or nullptr.
std::unique_ptr<Session> Database::take_any_spare() {
    for (Spare& spare : spares_)
        if (spare.session.load(std::memory_order_seq_cst) != nullptr)
            if (Session* session = spare.session.exchange(nullptr)) return std::unique_ptr<Session>(session);
    return nullptr;
}

std::unique_ptr<Session> Database::connect() const {
    auto session = std::make_unique<Session>(driver_->connect(url_));
    session->database = this;
    session->connection->holder = session.get();
    if (statement_timeout_.count() > 0) session->connection->set_statement_timeout(statement_timeout_);
    // The first server decides: statements of one database are the same on all its connections.
    const Dialect* unknown = nullptr;
    dialect_.compare_exchange_strong(unknown, &session->connection->dialect(), std::memory_order_acq_rel);
    return session;
}

const Dialect& Database::ask_for_dialect() const {
    const Lease lease(const_cast<Database&>(*this));
    return *dialect_.load(std::memory_order_acquire);
}

/// Why a connection is not to be used any more. Asking the socket is a system call; a connection that answered within the
/// last hundredth of a second is trusted.
std::optional<Database::End> Database::end_of(Session& session) const {
    if (max_life_.count() > 0 && std::chrono::steady_clock::now() - session.made >= max_life_) return End::too_old;
    if (!remote_ || std::chrono::steady_clock::now() - session.last_used < std::chrono::milliseconds(10)) return std::nullopt;
    if (session.connection->is_usable()) return std::nullopt;
    return End::lost;
}

std::unique_ptr<Session> Database::acquire() {
    if (std::unique_ptr<Session> spare{own_spare().exchange(nullptr)}) [[likely]] {
        const std::optional<End> end = end_of(*spare);
        if (!end) return spare;
        discard(std::move(spare), *end);   // closed by the server while it was idle: nothing is lost
    }
    return acquire_idle_or_new();
}

std::unique_ptr<Session> Database::acquire_idle_or_new() {
    std::unique_lock lock(mutex_);
    // Those who wait already come first; while there are any, nothing is idle.
    while (line_.empty()) {
        std::unique_ptr<Session> session;
        if (!idle_.empty()) {
            session = std::move(idle_.back());
            idle_.pop_back();
        } else {
            session = take_any_spare();
        }
        if (session) {
            lock.unlock();
            const std::optional<End> end = end_of(*session);
            if (!end) return session;
            discard(std::move(session), *end);
            lock.lock();
            continue;
        }
        if (open_ == most_) break;
        ++open_;
        lock.unlock();
        session = fill_place();
        keep_warm();
        return session;
    }
    return wait_in_line(lock);
}

std::unique_ptr<Session> Database::fill_place() {
    try {
        std::unique_ptr<Session> session = connect();
        const std::lock_guard lock(mutex_);
        ++created_;
        return session;
    } catch (ConnectionLost& error) {
        discard(nullptr, End::never_made);
        error.set_nothing_done();
        throw;
    } catch (...) {
        discard(nullptr, End::never_made);
        throw;
    }
}

std::unique_ptr<Session> Database::wait_in_line(std::unique_lock<std::mutex>& lock) {
    const auto deadline = std::chrono::steady_clock::now() + timeout_;
    Waiter waiter;
    line_.push_back(&waiter);
    // Said before looking at the spare ones again: who gives a connection back puts it there and then looks here.
    ++waiting_;
    if (std::unique_ptr<Session> spare = take_any_spare()) hand_on(std::move(spare));
    if (!waiter.ready.wait_until(lock, deadline, [&] { return waiter.session != nullptr || waiter.place; })) {
        std::erase(line_, &waiter);
        --waiting_;
        throw PoolTimeout("all " + std::to_string(most_) + " connections of '" + alias_ + "' were in use for " +
                              std::to_string(timeout_.count() / 1000) + " s; raise pool_size, or hold connections shorter",
                          {"", std::string(driver_->name()), ""});
    }
    lock.unlock();
    return waiter.place ? fill_place() : std::move(waiter.session);
}

/// To the first in the line, or to those that are idle. Under the lock.
void Database::hand_on(std::unique_ptr<Session> session) {
    if (line_.empty()) {
        idle_.push_back(std::move(session));
        return;
    }
    Waiter& first = *line_.front();
    line_.pop_front();
    --waiting_;
    first.session = std::move(session);
    first.ready.notify_one();
}

/// Closes a connection, or gives up the place of one that could not be made.
void Database::discard(std::unique_ptr<Session> session, End end) {
    session.reset();
    const std::lock_guard lock(mutex_);
    if (end == End::lost) ++lost_;
    if (line_.empty()) {
        --open_;
        return;
    }
    Waiter& first = *line_.front();
    line_.pop_front();
    --waiting_;
    first.place = true;
    first.ready.notify_one();
}

/// Makes the connections that are wanted in any case. One that cannot be made is left for those who need it.
void Database::keep_warm() {
    while (true) {
        {
            const std::lock_guard lock(mutex_);
            if (open_ >= least_) return;
            ++open_;
        }
        try {
            std::unique_ptr<Session> session = fill_place();
            const std::lock_guard lock(mutex_);
            hand_on(std::move(session));
        } catch (const Error&) {
            return;
        }
    }
}

void Database::release(std::unique_ptr<Session> session) {
    if (session->broken) {
        discard(std::move(session), End::lost);
        return;
    }
    if (remote_) session->last_used = std::chrono::steady_clock::now();
    if (max_life_.count() > 0 && end_of(*session) == End::too_old) [[unlikely]] {
        discard(std::move(session), End::too_old);
        keep_warm();
        return;
    }
    if (waiting_.load() == 0) [[likely]] {
        Session* none = nullptr;
        std::atomic<Session*>& spare = own_spare();
        if (spare.compare_exchange_strong(none, session.get())) {
            static_cast<void>(session.release());
            if (waiting_.load() == 0) [[likely]] return;
            session.reset(spare.exchange(nullptr));
            if (!session) return;   // taken already
        }
    }
    const std::lock_guard lock(mutex_);
    hand_on(std::move(session));
}

PoolMetrics Database::metrics() {
    const std::lock_guard lock(mutex_);
    PoolMetrics metrics;
    metrics.idle = static_cast<int>(idle_.size());
    for (const Spare& spare : spares_) metrics.idle += spare.session.load() != nullptr ? 1 : 0;
    metrics.in_use = open_ - metrics.idle;
    metrics.waiting = static_cast<int>(line_.size());
    metrics.created = created_;
    metrics.lost = lost_;
    return metrics;
}

void Database::close_idle() {
    std::vector<std::unique_ptr<Session>> closing;
    const std::lock_guard lock(mutex_);
    closing.swap(idle_);
    while (std::unique_ptr<Session> spare = take_any_spare()) closing.push_back(std::move(spare));
    open_ -= static_cast<int>(closing.size());
}

namespace {

struct Held {
    Database* database;
    Session* session;   ///< owned: given back when the last lease ends
    int leases;
};
// Databases this thread has in use. Nearly always none or one, which has a place that costs neither an allocation nor
// the check for initialisation that a vector in thread-local storage costs at each use.
constinit thread_local Held first_held{nullptr, nullptr, 0};
thread_local std::vector<Held> further_held;
constinit thread_local std::size_t further_count = 0;

Held* find_held(const Database& database) {
    if (first_held.database == &database) return &first_held;
    if (first_held.database == nullptr) return nullptr;   // further ones are there only while the first is
    for (Held& held : further_held)
        if (held.database == &database) return &held;
    return nullptr;
}

void hold(const Held& held) {
    if (first_held.database == nullptr) {
        first_held = held;
        return;
    }
    further_held.push_back(held);
    ++further_count;
}

void let_go(Held* held) {
    if (further_count == 0) {
        first_held = {};
        return;
    }
    *held = further_held.back();
    further_held.pop_back();
    --further_count;
}

#ifdef NDEBUG
constexpr bool looks_for_other_threads = false;
#else
constexpr bool looks_for_other_threads = true;
#endif

}  // namespace

bool detects_other_threads() { return looks_for_other_threads; }

void Session::require_owner() const {
    if (looks_for_other_threads && owner != std::thread::id() && owner != std::this_thread::get_id())
        throw InterfaceError("a connection that one thread holds is used by another; blocks and iterators stay in their thread");
}

Lease::Lease(Database& database, Sharing sharing) : database_(&database), session_(nullptr) {
    if (sharing == Sharing::none) {
        own_ = database.acquire();
        session_ = own_.get();
        return;
    }
    if (Held* held = find_held(database)) {
        ++held->leases;
        session_ = held->session;
        return;
    }
    std::unique_ptr<Session> session = database.acquire();
    session_ = session.get();
    if (looks_for_other_threads) session_->owner = std::this_thread::get_id();
    hold({&database, session_, 1});
    session.release();
}

Lease::Lease(Lease&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)), session_(other.session_), own_(std::move(other.own_)) {}

Lease::~Lease() {
    if (database_ == nullptr) return;
    if (own_) {
        database_->release(std::move(own_));
        return;
    }
    Held* held = find_held(*database_);
    if (held == nullptr || held->session != session_) return;   // in another thread; the one that holds it gives it back
    if (--held->leases > 0) return;
    let_go(held);
    session_->owner = {};
    database_->release(std::unique_ptr<Session>(session_));
}

Session* Lease::held(const Database& database) {
    Held* held = find_held(database);
    return held != nullptr ? held->session : nullptr;
}

}  // namespace nuage::db
