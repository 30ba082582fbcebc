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
#include <nuage/db/url.hpp>

namespace nuage {

class Dialect;

/// A prepared statement. One execution at a time; execute() again only after reset().
class Statement {
public:
    virtual ~Statement() = default;
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

/// A connection to a database; used by one thread at a time.
class Connection {
public:
    virtual ~Connection() = default;
    [[nodiscard]] virtual const Dialect& dialect() const = 0;
    [[nodiscard]] virtual std::unique_ptr<Statement> prepare(std::string_view sql, std::span<const ValueKind> params) = 0;
    /// Runs SQL without parameters and rows: BEGIN, SAVEPOINT, DDL. May hold several statements.
    virtual void execute(std::string_view sql) = 0;
    /// The key that the last INSERT on this connection generated, for databases without RETURNING.
    [[nodiscard]] virtual std::int64_t last_insert_id() = 0;
    /// Without a round trip: false when the other end is known to have gone.
    [[nodiscard]] virtual bool is_usable() noexcept = 0;
    /// True when a statement is in progress that bars others until it is reset.
    [[nodiscard]] virtual bool in_transaction() = 0;
};

/// Makes connections of one kind.
class Driver {
public:
    virtual ~Driver() = default;
    [[nodiscard]] virtual std::string_view name() const = 0;
    /// Throws ImproperlyConfigured for an option it does not know, OperationalError when the database cannot be reached.
    [[nodiscard]] virtual std::unique_ptr<Connection> connect(const Url& url) = 0;
    [[nodiscard]] virtual const Dialect& dialect() const = 0;
    /// Most connections that make sense; 1 for a database that lives in one connection's memory.
    [[nodiscard]] virtual int max_connections(const Url&) const { return 16; }
};

}  // namespace nuage
