// SPDX-License-Identifier: MIT
// A pooled connection with what belongs to it, and the lease by which a thread holds it.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include <nuage/db/databases.hpp>
#include <nuage/db/driver.hpp>
#include <nuage/db/statement_cache.hpp>
#include <nuage/db/transaction.hpp>

namespace nuage::db {

/// Where a connection stands in its transaction. Depth 0: autocommit.
struct TransactionState {
    struct Callback {
        std::vector<std::uint32_t> savepoints;   ///< open when it was registered
        std::unique_ptr<CommitCallback> call;
    };
    int depth = 0;
    bool needs_rollback = false;
    std::uint32_t next_savepoint = 1;
    std::vector<std::uint32_t> savepoints;
    std::vector<Callback> on_commit;
};

/// One connection of the pool.
struct Session {
    explicit Session(std::unique_ptr<Connection> c) : connection(std::move(c)) {}
    std::unique_ptr<Connection> connection;
    StatementCache statements;    // destroyed before the connection
    TransactionState transaction;
    std::chrono::steady_clock::time_point last_used{};
    bool broken = false;          ///< not to be given back
};

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

    /// A connection of one's own; waits while all are in use. Throws OperationalError after the pool's timeout.
    [[nodiscard]] std::unique_ptr<Session> acquire();
    void release(std::unique_ptr<Session> session);
    void close_idle();

private:
    std::string alias_;
    Url url_;
    std::unique_ptr<Driver> driver_;
    mutable std::atomic<const Dialect*> dialect_;
    bool remote_;
    [[nodiscard]] const Dialect& ask_for_dialect() const;
    [[nodiscard]] std::unique_ptr<Session> connect() const;
    [[nodiscard]] bool is_alive(Session& session) const;
    [[nodiscard]] std::unique_ptr<Session> acquire_idle_or_new();
    void discard(std::unique_ptr<Session> session);

    // The connection given back last. Taking and giving it needs no lock, which is all that one thread at a time needs.
    std::atomic<Session*> spare_{nullptr};
    std::atomic<int> waiting_{0};
    std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Session>> idle_;
    int open_ = 0;
    int most_;
    std::chrono::milliseconds timeout_;
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
