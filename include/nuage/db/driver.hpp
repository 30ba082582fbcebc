// SPDX-License-Identifier: MIT
// What a backend implements. The only seam between nuage and a database's C client.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nuage/db/row_plan.hpp>
#include <nuage/db/transaction.hpp>
#include <nuage/db/url.hpp>

namespace nuage {

class Dialect;
namespace db {
struct Session;
}

/// A prepared statement. One execution at a time; execute() again only after reset().
class Statement {
public:
    virtual ~Statement() = default;
    /// Rows of the next execution come from the server as next() asks for them, so many at a time, for a consumer that may
    /// take its time and run other statements. For drivers that would otherwise hold all rows at once, or the connection.
    virtual void fetch_in_chunks(std::size_t rows) { static_cast<void>(rows); }
    /// Binds and starts. Call next() or read_all() for rows. For statements without rows it is complete on return.
    virtual void execute(std::span<const Param> params) = 0;
    /// Moves to the next row; false at the end.
    virtual bool next() = 0;
    /// Decodes the current row into an object laid out as the plan says.
    virtual void read(const RowPlan& plan, void* object) = 0;
    /// All remaining rows. The same as next() and read() in a loop, with one call instead of two per row.
    virtual std::size_t read_all(const RowPlan& plan, RowSink sink) = 0;
    /// A column of the current row. `kind` null: whatever the database says it is.
    virtual Value value(int column, ValueKind kind) = 0;
    [[nodiscard]] virtual int column_count() = 0;
    [[nodiscard]] virtual std::string column_name(int column) = 0;
    /// Rows matched by the last INSERT, UPDATE or DELETE.
    [[nodiscard]] virtual std::int64_t affected_rows() = 0;
    /// Ends the execution and drops references to bound memory. Never throws.
    virtual void reset() noexcept = 0;
};

/// One of several SELECTs that are run together; its rows go to the sink, decoded as the plan says.
struct Execution {
    Statement* statement;
    std::span<const Param> params;
    const RowPlan* rows;
    RowSink sink;
};

/// Rows for Connection::bulk_load().
struct BulkLoad {
    const ModelInfo& model;
    std::span<const FieldInfo* const> fields;   ///< the columns, the key's among them
    std::size_t rows;
    const FieldInfo* generated;   ///< the key if the database is to give it, else nullptr
    void* objects;                ///< handed on to the functions below
    /// Parameters of a row, one per column, valid until the next call. Rows are asked for in order, each once.
    std::span<const Param> (*row)(void* objects, std::size_t number);
    /// Takes a generated key; called for all rows before the first one is asked for.
    void (*set_key)(void* objects, std::size_t number, std::int64_t key);
};

/// Ends what a connection is doing, from any thread; as long as the connection lives.
class Canceller {
public:
    virtual ~Canceller() = default;
    /// The statement that runs fails with QueryCancelled; without one nothing happens. False when the server cannot be told.
    virtual bool cancel() noexcept = 0;
};

/// A connection to a database; used by one thread at a time.
class Connection {
public:
    virtual ~Connection() = default;
    [[nodiscard]] virtual const Dialect& dialect() const = 0;
    [[nodiscard]] virtual std::unique_ptr<Statement> prepare(std::string_view sql, std::span<const ValueKind> params) = 0;
    /// Runs SQL without parameters and rows: BEGIN, SAVEPOINT, DDL. May hold several statements.
    virtual void execute(std::string_view sql) = 0;
    /// Runs SELECTs prepared on this connection, in order, and resets them; in one round trip where the database can.
    /// When one fails, rows of those before it may have been read; all are reset, and the connection is as after a
    /// failed statement.
    virtual void run_together(std::span<const Execution> executions);
    /// Inserts many rows by the database's own way for that. False when there is none for this table: nothing has
    /// happened then. In a transaction; where it throws, rows may have been inserted.
    [[nodiscard]] virtual bool bulk_load(const BulkLoad&) { return false; }
    /// Looks for rows of some tables, or of all, that break a constraint of theirs, and throws IntegrityError for one. For
    /// databases that let such rows be until the end of a transaction, or for ever; others need not do anything.
    virtual void check_constraints(std::span<const std::string> tables) { static_cast<void>(tables); }
    /// The key that the last INSERT on this connection generated, for databases without RETURNING.
    [[nodiscard]] virtual std::int64_t last_insert_id() = 0;
    /// Without a round trip: false when the other end is known to have gone.
    [[nodiscard]] virtual bool is_usable() noexcept = 0;
    /// True when a statement is in progress that bars others until it is reset.
    [[nodiscard]] virtual bool in_transaction() = 0;
    /// Starts a transaction; what the mode says holds until its end.
    virtual void begin(const TransactionMode& mode);
    /// Takes back what of a mode would outlive the transaction, which has ended.
    virtual void end_mode(const TransactionMode&) {}
    /// For all statements to come; 0: none.
    virtual void set_statement_timeout(std::chrono::milliseconds) {}
    [[nodiscard]] virtual std::unique_ptr<Canceller> canceller() { return nullptr; }

    /// Whose connection it is, for those who watch; nullptr for one that is in no pool.
    const db::Session* holder = nullptr;
};

/// Makes connections of one kind.
class Driver {
public:
    virtual ~Driver() = default;
    [[nodiscard]] virtual std::string_view name() const = 0;
    /// Throws ImproperlyConfigured for an option it does not know, OperationalError when the database cannot be reached.
    [[nodiscard]] virtual std::unique_ptr<Connection> connect(const Url& url) = 0;
    [[nodiscard]] virtual const Dialect& dialect() const = 0;
    /// The dialect of what a URL leads to, or nullptr where the server has to be asked: Connection::dialect() then knows.
    [[nodiscard]] virtual const Dialect* known_dialect(const Url&) const { return &dialect(); }

    // Databases for tests, by a URL of the same server. A driver without them throws NotSupportedError.
    /// What the path of a URL must be to lead to a database of a name. A database in memory stays what it is.
    [[nodiscard]] virtual std::string path_of(const Url& url, std::string_view name) const;
    [[nodiscard]] virtual std::vector<std::string> database_names(const Url& url);
    virtual void create_database(const Url& url, std::string_view name);
    virtual void drop_database(const Url& url, std::string_view name);

    /// Most connections that make sense; 1 for a database that lives in one connection's memory.
    [[nodiscard]] virtual int max_connections(const Url&) const { return 16; }
};

}  // namespace nuage
