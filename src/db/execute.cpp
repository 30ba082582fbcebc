// SPDX-License-Identifier: MIT
#include <nuage/db/execute.hpp>

#include <nuage/db/peers.hpp>
#include <nuage/db/run.hpp>

namespace nuage {

std::string SqlText::str() const {
    std::string all = text;
    if (params.empty()) return all;
    all += "  -- ";
    for (std::size_t i = 0; i < params.size(); ++i) all += (i == 0 ? "" : ", ") + params[i].repr();
    return all;
}

namespace db {

namespace {

/// All rows; or the only one, without the step that would find no second.
std::size_t read(Statement& statement, const RowPlan& rows, RowSink sink, bool only_one) {
    if (!only_one) return statement.read_all(rows, sink);
    if (!statement.next()) return 0;
    statement.read(rows, sink.append(sink.container));
    return 1;
}

std::size_t select_rows(const Query& query, const RowPlan* layout, RowSink sink, Value* extra);

}  // namespace

std::size_t select(const Query& query, const RowPlan* layout, RowSink sink) {
    if (query.empty || query.limit == 0) return 0;
    return select_rows(query, layout, sink, nullptr);
}

std::size_t select_with_extra(const Query& query, RowSink sink, Value& extra) {
    return select_rows(query, nullptr, sink, &extra);
}

namespace {

std::size_t select_rows(const Query& query, const RowPlan* layout, RowSink sink, Value* extra) {
    Database& database = route(query);
    return with_session(database, true, [&](Session& session) -> std::size_t {
        CachedStatement& cached = prepared(session, database, Operation::select, query);
        if (cached.never) return 0;
        Params params;
        const Values values = values_of(query);
        bind(params, cached, values);
        const Running running(cached);
        run(cached, params);
        RowPlan with_extra;
        if (extra != nullptr) {
            with_extra = cached.rows;
            with_extra.extra = extra;
        }
        const RowPlan& rows = layout != nullptr ? *layout : extra != nullptr ? with_extra : cached.rows;
        if (layout != nullptr || !Attacher::is_needed(database, query.fetch_mode)) [[likely]]
            return read(*cached.statement, rows, sink, query.at_most_one);
        Attacher attacher(*query.model, database, query.fetch_mode);
        AttachingSink attaching(attacher, sink);
        const std::size_t count = read(*cached.statement, rows, attaching.sink(), query.at_most_one);
        attaching.finish();
        return count;
    });
}

/// The single value of a query that gives one.
Value scalar(const Query& query, Operation operation, Value otherwise) {
    Database& database = route(query);
    return with_session(database, true, [&](Session& session) -> Value {
        CachedStatement& cached = prepared(session, database, operation, query);
        if (cached.never) return otherwise;
        Params params;
        const Values values = values_of(query);
        bind(params, cached, values);
        const Running running(cached);
        run(cached, params);
        if (!cached.statement->next()) return otherwise;
        return cached.statement->value(0, ValueKind::integer);
    });
}

std::int64_t change(const Query& query, Operation operation, const Clause* assignments) {
    if (query.empty) return 0;
    Database& database = route(query);
    return with_session(database, false, [&](Session& session) -> std::int64_t {
        CachedStatement& cached = prepared(session, database, operation, query, assignments);
        if (cached.never) return 0;
        Params params;
        const Values values = values_of(query, assignments);
        bind(params, cached, values);
        const Running running(cached);
        run(cached, params);
        return cached.statement->affected_rows();
    });
}

}  // namespace

std::int64_t count(const Query& query) {
    if (query.empty || query.limit == 0) return 0;
    return scalar(query, Operation::count, Value(std::int64_t{0})).integer();
}

bool exists(const Query& query) {
    if (query.empty || query.limit == 0) return false;
    return !scalar(query, Operation::exists, Value()).is_null();
}

std::int64_t update(const Query& query, const Clause& assignments) { return change(query, Operation::update, &assignments); }
std::int64_t erase(const Query& query) { return change(query, Operation::erase, nullptr); }

std::string explain(const Query& query) {
    Database& database = route(query);
    return with_session(database, true, [&](Session& session) -> std::string {
        CachedStatement& cached = prepared(session, database, Operation::explain, query);
        if (cached.never) return "no rows: the conditions contradict each other";
        Params params;
        const Values values = values_of(query);
        bind(params, cached, values);
        const Running running(cached);
        run(cached, params);
        std::string lines;
        while (cached.statement->next()) {
            const int columns = cached.statement->column_count();
            for (int i = 0; i < columns; ++i) {
                const Value value = cached.statement->value(i, ValueKind::null);
                if (i > 0) lines += ' ';
                lines += value.kind() == ValueKind::text ? value.text() : value.repr();
            }
            lines += '\n';
        }
        return lines;
    });
}

SqlText sql(const Query& query, const Dialect& dialect) {
    const sql::Compiled compiled = sql::compile_select(dialect, query);
    SqlText result{compiled.sql.str(), {}};
    const Values values = values_of(query);
    for (const plan::ParamRef& ref : compiled.params)
        result.params.push_back(ref.clause == sql::limit_clause ? Value(values.limits[ref.index])
                                                           : values.clauses[ref.clause]->values[ref.index]);
    return result;
}

SqlText sql(const Query& query) { return sql(query, route(query).dialect()); }

}  // namespace db
}  // namespace nuage
