// SPDX-License-Identifier: MIT
#include <nuage/db/session.hpp>

#include <algorithm>
#include <charconv>

#include <nuage/meta/errors.hpp>
#include <nuage/sql/dialect.hpp>

namespace nuage::db {

namespace {

int number_option(const Url& url, std::string_view name, int fallback, int least) {
    const std::string text = url.option(name);
    if (text.empty()) return fallback;
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < least)
        throw ImproperlyConfigured("option '" + std::string(name) + "' of " + url.text + " wants a number of at least " +
                                   std::to_string(least) + ", not '" + text + "'");
    return number;
}

/// The pool's own options are not the driver's business.
Url without_pool_options(Url url) {
    std::erase_if(url.options, [](const auto& option) { return option.first == "pool_size" || option.first == "pool_timeout"; });
    return url;
}

}  // namespace

Database::Database(std::string alias, Url url, std::unique_ptr<Driver> driver)
    : alias_(std::move(alias)), url_(without_pool_options(url)), driver_(std::move(driver)), dialect_(driver_->known_dialect(url_)),
      remote_(driver_->dialect().features().remote), most_(std::min(driver_->max_connections(url_), number_option(url, "pool_size", 16, 1))),
      timeout_(std::chrono::seconds(number_option(url, "pool_timeout", 30, 0))) {}

Database::~Database() { delete spare_.load(); }

std::unique_ptr<Session> Database::connect() const {
    auto session = std::make_unique<Session>(driver_->connect(url_));
    // The first server decides: statements of one database are the same on all its connections.
    const Dialect* unknown = nullptr;
    dialect_.compare_exchange_strong(unknown, &session->connection->dialect(), std::memory_order_acq_rel);
    return session;
}

const Dialect& Database::ask_for_dialect() const {
    const Lease lease(const_cast<Database&>(*this));
    return *dialect_.load(std::memory_order_acquire);
}

/// Whether the server is still there. Asking the socket is a system call; a connection that answered within the last
/// hundredth of a second is trusted.
bool Database::is_alive(Session& session) const {
    if (!remote_ || std::chrono::steady_clock::now() - session.last_used < std::chrono::milliseconds(10)) return true;
    return session.connection->is_usable();
}

std::unique_ptr<Session> Database::acquire() {
    if (std::unique_ptr<Session> spare{spare_.exchange(nullptr)}) [[likely]] {
        if (is_alive(*spare)) return spare;
        discard(std::move(spare));   // the server closed it while it was idle: nothing is lost
    }
    return acquire_idle_or_new();
}

std::unique_ptr<Session> Database::acquire_idle_or_new() {
    const auto deadline = std::chrono::steady_clock::now() + timeout_;
    std::unique_lock lock(mutex_);
    while (true) {
        if (!idle_.empty()) {
            std::unique_ptr<Session> session = std::move(idle_.back());
            idle_.pop_back();
            lock.unlock();
            if (is_alive(*session)) return session;
            discard(std::move(session));
            lock.lock();
            continue;
        }
        if (open_ < most_) {
            ++open_;
            lock.unlock();
            try {
                return connect();
            } catch (...) {
                discard(nullptr);
                throw;
            }
        }
        // Said before looking at the spare one again: who gives a connection back puts it there and then looks here.
        ++waiting_;
        if (std::unique_ptr<Session> spare{spare_.exchange(nullptr)}) {
            --waiting_;
            return spare;
        }
        const bool in_time = freed_.wait_until(lock, deadline) == std::cv_status::no_timeout;
        --waiting_;
        if (!in_time && idle_.empty() && open_ >= most_)
            throw OperationalError("all " + std::to_string(most_) + " connections of '" + alias_ + "' were in use for " +
                                       std::to_string(timeout_.count() / 1000) + " s; raise pool_size, or hold connections shorter",
                                   {"", std::string(driver_->name()), ""});
    }
}

/// Closes a connection, or gives up the place of one that could not be made.
void Database::discard(std::unique_ptr<Session> session) {
    session.reset();
    {
        const std::lock_guard lock(mutex_);
        --open_;
    }
    freed_.notify_one();
}

void Database::release(std::unique_ptr<Session> session) {
    if (session->broken) {
        discard(std::move(session));
        return;
    }
    if (remote_) session->last_used = std::chrono::steady_clock::now();
    if (waiting_.load() == 0) [[likely]] {
        Session* none = nullptr;
        if (spare_.compare_exchange_strong(none, session.get())) {
            static_cast<void>(session.release());
            if (waiting_.load() == 0) [[likely]] return;
            session.reset(spare_.exchange(nullptr));
            if (!session) return;   // taken already
        }
    }
    {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(session));
    }
    freed_.notify_one();
}

void Database::close_idle() {
    std::vector<std::unique_ptr<Session>> closing;
    const std::lock_guard lock(mutex_);
    closing.swap(idle_);
    if (std::unique_ptr<Session> spare{spare_.exchange(nullptr)}) closing.push_back(std::move(spare));
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

}  // namespace

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
    if (--held->leases > 0) return;
    let_go(held);
    database_->release(std::unique_ptr<Session>(session_));
}

Session* Lease::held(const Database& database) {
    Held* held = find_held(database);
    return held != nullptr ? held->session : nullptr;
}

}  // namespace nuage::db
