// SPDX-License-Identifier: MIT
// Running queries: from a Query to rows, through the statement cache. No templates.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <nuage/db/databases.hpp>
#include <nuage/db/row_plan.hpp>
#include <nuage/meta/model_info.hpp>
#include <nuage/query/query.hpp>
#include <nuage/sql/explain.hpp>

namespace nuage {


/// A statement's text and its parameters, as sql() shows them.
struct SqlText {
    std::string text;
    std::vector<Value> params;
    /// Text and parameters in one line, for people.
    [[nodiscard]] std::string str() const;
    friend bool operator==(const SqlText&, const SqlText&) = default;
};

namespace db {

/// Reads all rows into the sink, decoded as `layout` says. Rows of objects are decoded as such: there the layout is of the
/// annotations, or nullptr.
std::size_t select(const Query& query, const RowPlan* layout, RowSink sink);
/// The same for objects, and the extra columns of each row into the values from `extra` on, before the next row's.
std::size_t select_with_extra(const Query& query, RowSink sink, Value& extra, const RowPlan* layout = nullptr);
/// One of several SELECTs of objects that do not depend on each other.
struct Selection {
    Query query;
    RowSink sink;
    Value* extra = nullptr;   ///< as for select_with_extra()
};
/// Runs them together: in one round trip for those of one database, where it can.
void select_together(std::span<Selection> selections);
/// The row of aggregate(). False, without asking the database, for a query that can have no rows.
bool aggregate(const Query& query, const RowPlan& layout, void* row);
[[nodiscard]] std::int64_t count(const Query& query);
[[nodiscard]] bool exists(const Query& query);
/// Rows matched.
std::int64_t update(const Query& query, const Clause& assignments);
/// Rows deleted.
std::int64_t erase(const Query& query);
/// The same, and what the `load` nodes of the query name of each row, decoded as by select(). Without assignments a DELETE.
/// Rows changed.
std::size_t change_returning(const Query& query, const Clause* assignments, const RowPlan* layout, RowSink sink);
[[nodiscard]] std::string explain(const Query& query, const ExplainOptions& options);
[[nodiscard]] SqlText sql(const Query& query, const Dialect& dialect);
/// For the database the query goes to.
[[nodiscard]] SqlText sql(const Query& query);

/// Rows one at a time, in constant memory.
class Cursor {
public:
    Cursor(const Query& query, const RowPlan* layout, std::size_t chunk_size);
    Cursor(Cursor&&) noexcept;
    Cursor& operator=(Cursor&&) = delete;
    ~Cursor();
    /// Decodes the next row into an object; false at the end.
    bool next(void* object);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Where a column of raw() goes that is no field.
struct ExtraColumn {
    std::string_view name;
    const Access* access;
    std::ptrdiff_t offset;   ///< from the object
};
/// Hand-written SQL with `?` for parameters (`??` is a question mark); columns are matched to the model's by name.
/// Throws FieldError when the primary key or an extra column is missing from the result. The names of all columns.
std::vector<std::string> raw(const ModelInfo& model, std::string_view sql, std::vector<Value> params, const std::string* alias, RowSink sink,
                             std::span<const ExtraColumn> extra = {});
/// True when several databases, or a router, leave open where a query goes.
[[nodiscard]] bool is_unrouted(const Query& query);
/// The alias of the database that a query's rows are written to; empty: the only one there is.
[[nodiscard]] std::string_view alias_for_write(const Query& query);
/// Runs statements without rows: several at once, where there are no parameters. Rows affected by one with parameters.
std::int64_t execute(std::string_view sql, std::vector<Value> params, const std::string* alias);
/// The same for one statement, with parameters or without. Rows affected.
std::int64_t execute_one(std::string_view sql, std::vector<Value> params, const std::string* alias);
/// Rows of hand-written SQL that are no objects. Throws TypeError when there are more or fewer columns than wanted.
void raw_rows(std::string_view sql, std::vector<Value> params, const std::string* alias, std::span<const ColumnPlan> columns, RowSink sink);
/// The same for any number of columns, of the kinds that the database gives them.
[[nodiscard]] std::vector<std::vector<Value>> raw_values(std::string_view sql, std::vector<Value> params, const std::string* alias);
/// Has the database look for rows of some tables, or of all, that break a constraint. Throws IntegrityError.
void check_constraints(const std::vector<std::string>& tables, const std::string* alias);

}  // namespace db
}  // namespace nuage
