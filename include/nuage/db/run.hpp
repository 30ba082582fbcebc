// SPDX-License-Identifier: MIT
// The road of every statement: lease, cache, prepare, bind, run, and what to do when it fails.
#pragma once

#include <nuage/db/route.hpp>
#include <nuage/db/session.hpp>
#include <nuage/db/watch.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/sql/compiled.hpp>

namespace nuage {
namespace db {

/// Throws TransactionManagementError when an earlier query of the block failed.
void require_usable(const Session& session);
/// Notes that a statement failed: the transaction must be rolled back, a lost connection must not be used again.
void note_failure(Session& session, bool lost) noexcept;
/// The same for a lost connection; the error learns whether anything can have been done.
void note_lost(Session& session, ConnectionLost& error) noexcept;

/// Runs a function; what a failure means for the session is noted before it passes on.
template <class F>
auto noting_failures(Session& session, F&& function) {
    try {
        return function();
    } catch (ConnectionLost& error) {
        note_lost(session, error);
        throw;
    } catch (const DatabaseError&) {
        note_failure(session, false);
        throw;
    }
}

/// Runs a function with a session. When the connection is lost outside a transaction, and the function says that it is
/// repeatable(), it is run once more on a fresh one: what only reads, and has not given away rows.
template <class Repeatable, class F>
auto with_session(Database& database, const Repeatable& repeatable, F&& function) {
    for (bool retried = false;; retried = true) {
        Lease lease(database);
        Session& session = lease.session();
        require_usable(session);
        try {
            return function(session);
        } catch (ConnectionLost& error) {
            const bool again = !retried && session.transaction.depth == 0 && repeatable();
            note_lost(session, error);
            if (!again) throw;
        } catch (const DatabaseError&) {
            note_failure(session, false);
            throw;
        }
    }
}

template <class F>
auto with_session(Database& database, bool reads_only, F&& function) {
    if (!reads_only) announce_write(database);
    return with_session(database, [reads_only] { return reads_only; }, std::forward<F>(function));
}

/// For a column that is read into a Value.
extern const Access value_access;
/// Prepares a data statement. One that the database refuses already now has been sent all the same: it is announced.
[[nodiscard]] std::unique_ptr<Statement> prepare(Session& session, std::string_view sql, std::span<const ValueKind> params);

/// A set that lives as long as the program, for objects to point to.
[[nodiscard]] const FieldSet* interned(const FieldSet& fields);
/// Fields of a model that have a column of their own.
[[nodiscard]] std::size_t column_count(const ModelInfo& model);

/// Parameters for one execution; few enough need no allocation.
using Params = detail::SmallVector<Param, 16>;

/// The values that a statement's parameters stand for.
struct Values {
    const Clause* clauses[4]{};
    std::int64_t limits[2]{};
};
[[nodiscard]] Values values_of(const Query& query, const Clause* assignments = nullptr);
void bind(Params& params, const std::vector<plan::ParamRef>& wanted, const Values& values);
inline void bind(Params& params, const CachedStatement& statement, const Values& values) { bind(params, statement.params, values); }

/// How rows of objects with annotations are decoded: the objects as the statement says, the rest as given.
[[nodiscard]] RowPlan with_annotations(const CachedStatement& statement, const RowPlan& annotations);

/// Throws ValueError where a subquery was given another database by using_db().
void require_one_database(const Query& query, const Clause* assignments, const Database& database);

/// The statement of a query's shape: found in the session's cache, or compiled and prepared.
[[nodiscard]] CachedStatement& prepared(Session& session, Database& database, Operation operation, const Query& query,
                                        const Clause* assignments = nullptr);
/// The same for a statement made of fields and a number of rows.
[[nodiscard]] CachedStatement& prepared_fields(Session& session, Database& database, Operation operation,
                                               const ModelInfo& model, std::span<const FieldInfo* const> fields,
                                               std::uint32_t rows, const FieldInfo* returning,
                                               const sql::OnConflict& conflict = {});

/// The same for an INSERT of rows given by assignments, which bind() takes the values of as clause 3.
[[nodiscard]] CachedStatement& prepared_values(Session& session, Database& database, const ModelInfo& model,
                                               std::span<const FieldInfo* const> fields, const Clause& values,
                                               std::span<const FieldInfo* const> returned, const sql::OnConflict& conflict = {});

/// The same for an INSERT of the rows of a query, see compile_insert_select().
[[nodiscard]] CachedStatement& prepared_insert_select(Session& session, Database& database, const ModelInfo& model,
                                                      std::span<const FieldInfo* const> fields, const Clause& rows, bool ignore_conflicts);

/// Resets a statement when the scope ends, however it ends.
class Running {
public:
    explicit Running(CachedStatement& statement) : statement_(statement) { statement_.busy = true; }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() {
        if (statement_.statement) statement_.statement->reset();
        statement_.busy = false;
        statement_.ran = true;
    }

private:
    CachedStatement& statement_;
};

template <class F>
[[gnu::cold, gnu::noinline]] auto run_watched(Session& session, CachedStatement& cached, std::span<const Param> params, F use) {
    Watch watch(*session.connection, {cached.sql, params, cached.ran});
    try {
        auto result = [&] {
            const Running running(cached);
            cached.statement->execute(params);
            auto read = use(*cached.statement, watch);
            watch.executed(*cached.statement);
            return read;
        }();
        watch.finish();
        return result;
    } catch (...) {
        watch.fail();
        throw;
    }
}
/// Runs a statement, has its rows read by use(Statement&, Watch&), and resets it; then those who watch are told. This and
/// the next function are where data statements are executed, but for streams and what a driver does in its own way.
template <class F>
auto run(Session& session, CachedStatement& cached, std::span<const Param> params, F&& use) {
    if (watchers.load(std::memory_order_relaxed) != 0) [[unlikely]]
        return run_watched(session, cached, params, std::remove_cvref_t<F>(use));   // a copy: the other one stays in registers
    Watch nobody;
    const Running running(cached);
    cached.statement->execute(params);
    return use(*cached.statement, nobody);
}
/// The same for a statement that is not kept.
template <class F>
auto run(Connection& connection, Statement& statement, std::string_view sql, std::span<const Param> params, F&& use) {
    Watch watch(connection, {sql, params});
    try {
        statement.execute(params);
        auto result = use(statement, watch);
        watch.executed(statement);
        statement.reset();
        watch.finish();
        return result;
    } catch (...) {
        statement.reset();
        watch.fail();
        throw;
    }
}

}  // namespace db
}  // namespace nuage
