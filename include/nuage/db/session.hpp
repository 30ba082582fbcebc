// SPDX-License-Identifier: MIT
// A pooled connection with what belongs to it, and the lease by which a thread holds it.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

#include <nuage/db/databases.hpp>
#include <nuage/db/driver.hpp>
#include <nuage/db/query_observer.hpp>
#include <nuage/db/statement_cache.hpp>
#include <nuage/db/transaction.hpp>

namespace nuage::db {

/// Where a connection stands in its transaction. Depth 0: autocommit.
struct TransactionState {
    struct Callback {
        std::vector<std::uint32_t> savepoints;   ///< open when it was registered
        std::unique_ptr<CommitCallback> call;
        bool robust = false;
    };
    int depth = 0;
    int test_depth = 0;                          ///< of them, blocks that a test is wrapped in
    bool needs_rollback = false;
    bool rollback_wanted = false;                ///< needs_rollback by set_rollback(true), not by an error
    TransactionMode mode;
    std::uint32_t next_savepoint = 1;
    std::vector<std::uint32_t> savepoints;       ///< open ones, of blocks and by hand, each inside those before
    std::size_t own_savepoints = 0;              ///< where those begin that were made by hand in the innermost block
    std::vector<Callback> on_commit;
};

/// One connection of the pool.
struct Session {
    explicit Session(std::unique_ptr<Connection> c) : connection(std::move(c)) {}
    std::unique_ptr<Connection> connection;
    StatementCache statements;    // destroyed before the connection
    TransactionState transaction;
    std::chrono::steady_clock::time_point last_used{};
    std::chrono::steady_clock::time_point made = std::chrono::steady_clock::now();
    bool broken = false;          ///< not to be given back
    std::atomic<bool> cancelled{false};   ///< by the token of the cancellable() that runs
    const Database* database = nullptr;
    std::thread::id owner{};      ///< the thread whose lease holds it; none: whoever has it

    /// In debug builds: throws InterfaceError in a thread that does not hold the session.
    void require_owner() const;
};

/// Whether require_owner() looks.
[[nodiscard]] bool detects_other_threads();

class Database {
public:
    Database(std::string alias, Url url, std::unique_ptr<Driver> driver);
    ~Database();
    [[nodiscard]] const std::string& alias() const { return alias_; }
    /// Connects where it depends on the server.
    [[nodiscard]] const Dialect& dialect() const {
        const Dialect* known = dialect_.load(std::memory_order_acquire);
        return known != nullptr ? *known : ask_for_dialect();
    }
    [[nodiscard]] const Url& url() const { return url_; }

    /// A connection of one's own; waits while all are in use, behind those who came before. Throws PoolTimeout.
    [[nodiscard]] std::unique_ptr<Session> acquire();
    void release(std::unique_ptr<Session> session);
    void close_idle();
    /// Ends the log of the URL's option slow_query.
    void stop_log() { slow_log_.reset(); }
    [[nodiscard]] PoolMetrics metrics();

private:
    std::string alias_;
    Url url_;
    std::unique_ptr<Driver> driver_;
    mutable std::atomic<const Dialect*> dialect_;
    bool remote_;
    [[nodiscard]] const Dialect& ask_for_dialect() const;
    [[nodiscard]] std::unique_ptr<Session> connect() const;
    enum class End : std::uint8_t { lost, too_old, never_made };
    struct Waiter;
    [[nodiscard]] std::optional<End> end_of(Session& session) const;
    [[nodiscard]] std::unique_ptr<Session> acquire_idle_or_new();
    [[nodiscard]] std::unique_ptr<Session> fill_place();   // one that open_ counts already
    [[nodiscard]] std::unique_ptr<Session> wait_in_line(std::unique_lock<std::mutex>& lock);
    void hand_on(std::unique_ptr<Session> session);
    [[nodiscard]] std::unique_ptr<Session> take_any_spare();
    void discard(std::unique_ptr<Session> session, End end);
    void keep_warm();

    // Connections that threads gave back and will probably want again, each in a place of its thread: taking it from there
    // needs no lock, and finds what the thread used before. Threads beyond the number of places share them.
    struct alignas(64) Spare {
        std::atomic<Session*> session{nullptr};
    };
    static constexpr std::size_t spare_places = 16;
    [[nodiscard]] std::atomic<Session*>& own_spare();
    std::array<Spare, spare_places> spares_;
    std::atomic<int> waiting_{0};
    std::mutex mutex_;
    std::deque<Waiter*> line_;
    std::vector<std::unique_ptr<Session>> idle_;
    int open_ = 0;
    std::int64_t created_ = 0;
    std::int64_t lost_ = 0;
    int most_;
    int least_;
    std::chrono::milliseconds timeout_;
    std::chrono::milliseconds max_life_;           ///< 0: without end
    std::chrono::milliseconds statement_timeout_;  ///< 0: as the server has it
    std::optional<QueryObserver> slow_log_;
};

/// Holds a connection for a scope. A thread that holds one already, by an outer lease, shares it; so all queries of
/// an atomic block run on the same connection. Not to be moved to another thread.
class Lease {
public:
    enum class Sharing : std::uint8_t { with_thread, none };
    explicit Lease(Database& database, Sharing sharing = Sharing::with_thread);
    Lease(Lease&& other) noexcept;
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Lease& operator=(Lease&&) = delete;
    ~Lease();

    [[nodiscard]] Session& session() const { return *session_; }
    [[nodiscard]] Database& database() const { return *database_; }
    /// The session this thread holds on a database, or nullptr.
    [[nodiscard]] static Session* held(const Database& database);

private:
    Database* database_;
    Session* session_;
    std::unique_ptr<Session> own_;   ///< for Sharing::none
};

}  // namespace nuage::db
