// SPDX-License-Identifier: MIT
#include <nuage/db/execute.hpp>

#include <algorithm>

#include <nuage/db/peers.hpp>
#include <nuage/db/run.hpp>
#include <nuage/sql/dialect.hpp>

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
[[gnu::always_inline]] inline std::size_t read(Statement& statement, const RowPlan& rows, RowSink sink, bool only_one) {
    if (!only_one) return statement.read_all(rows, sink);
    if (!statement.next()) return 0;
    statement.read(rows, sink.append(sink.container));
    return 1;
}

/// Tells receivers of post_init of each row, once it is complete and before the sink makes room for the next.
class ToldSink {
public:
    ToldSink(const ModelInfo& model, const Database& database, RowSink inner) : model_(model), database_(database), inner_(inner) {}
    [[nodiscard]] RowSink sink() { return {this, &append}; }
    void finish() {
        if (last_ != nullptr) detail::notify_init_of_row(model_, std::exchange(last_, nullptr), &database_);
    }

private:
    static void* append(void* self) {
        auto& sink = *static_cast<ToldSink*>(self);
        sink.finish();
        return sink.last_ = sink.inner_.append(sink.inner_.container);
    }
    const ModelInfo& model_;
    const Database& database_;
    RowSink inner_;
    void* last_ = nullptr;
};

bool somebody_hears_of_loading() {
    return (detail::heard_signals.signals.load(std::memory_order_relaxed) & detail::signal_bit(Signal::post_init)) != 0;
}

/// What select() was given, for the statement that runs.
struct Wanted {
    const Query& query;
    Database& database;
    const RowPlan* layout;
    RowSink sink;
    Value* extra;
};

[[gnu::always_inline]] inline std::size_t read_rows(CachedStatement& cached, const Wanted& wanted) {
    const Query& query = wanted.query;
    const RowPlan* layout = wanted.layout;
    RowPlan own;
    if (layout != nullptr && !query.columns_only) {
        own = with_annotations(cached, *layout);
        own.extra = wanted.extra;
        layout = &own;
    } else if (wanted.extra != nullptr) {
        own = cached.rows;
        own.extra = wanted.extra;
        layout = &own;
    }
    const RowPlan& rows = layout != nullptr ? *layout : cached.rows;
    if (query.columns_only || !Attacher::is_needed(wanted.database, query.fetch_mode)) [[likely]]
        return read(*cached.statement, rows, wanted.sink, query.at_most_one);
    Attacher attacher(*query.model, wanted.database, query.fetch_mode);
    AttachingSink attaching(attacher, wanted.sink);
    const std::size_t count = read(*cached.statement, rows, attaching.sink(), query.at_most_one);
    attaching.finish();
    return count;
}

[[gnu::cold, gnu::noinline]] std::size_t select_watched(Session& session, CachedStatement& cached, std::span<const Param> params,
                                                        const Query& query, Database& database, const RowPlan* layout, RowSink sink,
                                                        Value* extra) {
    return run_watched(session, cached, params, [&](Statement&, Watch& watch) {
        const std::size_t count = read_rows(cached, {query, database, layout, sink, extra});
        watch.rows(static_cast<std::int64_t>(count));
        return count;
    });
}

std::size_t select_rows(Database& database, const Query& query, const RowPlan* layout, RowSink sink, Value* extra) {
    return with_session(database, true, [&](Session& session) -> std::size_t {
        CachedStatement& cached = prepared(session, database, Operation::select, query);
        if (cached.never) return 0;
        Params params;
        const Values values = values_of(query);
        bind(params, cached, values);
        // run(), by hand: this is the road that most queries take, and a closure would cost some instructions.
        if (watchers.load(std::memory_order_relaxed) != 0) [[unlikely]]
            return select_watched(session, cached, params, query, database, layout, sink, extra);
        const Running running(cached);
        cached.statement->execute(params);
        return read_rows(cached, {query, database, layout, sink, extra});
    });
}

}  // namespace

std::size_t select(const Query& query, const RowPlan* layout, RowSink sink) {
    if (query.empty || query.limit == 0) return 0;
    Database& database = route(query);
    if (query.columns_only || !somebody_hears_of_loading()) [[likely]] return select_rows(database, query, layout, sink, nullptr);
    ToldSink told(*query.model, database, sink);
    const std::size_t count = select_rows(database, query, layout, told.sink(), nullptr);
    told.finish();
    return count;
}

std::size_t select_with_extra(const Query& query, RowSink sink, Value& extra, const RowPlan* layout) {
    if (query.empty || query.limit == 0) return 0;
    Database& database = route(query);
    if (!somebody_hears_of_loading()) [[likely]] return select_rows(database, query, layout, sink, &extra);
    ToldSink told(*query.model, database, sink);
    const std::size_t count = select_rows(database, query, layout, told.sink(), &extra);
    told.finish();
    return count;
}

namespace {

/// Hands rows on and counts them: its own, and all.
struct CountingSink {
    RowSink inner{};
    std::size_t* rows = nullptr;
    std::int64_t own = 0;
    [[nodiscard]] RowSink sink() { return {this, &append}; }

private:
    static void* append(void* self) {
        auto& counting = *static_cast<CountingSink*>(self);
        ++*counting.rows;
        ++counting.own;
        return counting.inner.append(counting.inner.container);
    }
};

/// A selection on its way.
struct Started {
    CachedStatement* cached = nullptr;
    std::optional<Running> running;
    Values values;
    Params params;
    RowPlan rows;
    std::optional<Attacher> attacher;
    std::optional<AttachingSink> attaching;
    std::optional<ToldSink> told;
    CountingSink counting{};
    RowSink sink{};
    std::optional<Watch> watch;
};

void start(Started& started, Session& session, Database& database, Selection& selection, std::size_t& rows) {
    CachedStatement& cached = prepared(session, database, Operation::select, selection.query);
    if (cached.never) return;
    started.cached = &cached;
    started.running.emplace(cached);
    started.values = values_of(selection.query);
    bind(started.params, cached, started.values);
    started.rows = cached.rows;
    started.rows.extra = selection.extra;
    started.counting = {selection.sink, &rows};
    started.sink = started.counting.sink();
    if (Attacher::is_needed(database, selection.query.fetch_mode)) {
        started.attacher.emplace(*selection.query.model, database, selection.query.fetch_mode);
        started.sink = started.attaching.emplace(*started.attacher, started.sink).sink();
    }
    if (somebody_hears_of_loading()) started.sink = started.told.emplace(*selection.query.model, database, started.sink).sink();
}

void run_selections(Database& database, std::span<Selection> selections);

}  // namespace

void select_together(std::span<Selection> selections) {
    if (selections.empty()) return;
    if (selections.size() == 1) {
        Selection& only = selections.front();
        if (only.extra != nullptr) select_with_extra(only.query, only.sink, *only.extra);
        else select(only.query, nullptr, only.sink);
        return;
    }
    for (Selection& selection : selections)
        if (is_open(selection.query)) pin(selection.query, route(selection.query));
    Database& database = route(selections.front().query);
    const auto elsewhere = std::partition(selections.begin(), selections.end(), [&](const Selection& selection) {
        return &route(selection.query) == &database;
    });
    const std::span<Selection> here(selections.begin(), elsewhere);
    run_selections(database, here);
    select_together(selections.subspan(here.size()));
}

namespace {

/// In a handler: tells that one of several statements failed, and those before it did not. Those after it did not run.
void fail_from(std::span<Started> all, const DatabaseError& error) noexcept {
    const auto failed = std::find_if(all.begin(), all.end(), [&](const Started& started) {
        return started.cached != nullptr && started.cached->sql == error.sql();
    });
    for (auto started = all.begin(); started != all.end(); ++started) {
        if (!started->watch) continue;
        // The error may be that of the connection, and name none.
        if (started == failed || failed == all.end()) {
            started->watch->fail();
            return;
        }
        started->watch->rows(started->counting.own);
        started->watch->finish();
    }
}

void run_selections(Database& database, std::span<Selection> selections) {
    // When the connection is lost, only those can be run again whose sinks have taken nothing in.
    std::size_t rows = 0;
    with_session(database, [&] { return rows == 0; }, [&](Session& session) {
        std::vector<Started> all(selections.size());
        std::vector<Execution> executions;
        for (std::size_t i = 0; i < selections.size(); ++i) {
            if (selections[i].query.empty) continue;
            start(all[i], session, database, selections[i], rows);
            if (all[i].cached == nullptr) continue;
            all[i].watch.emplace(*session.connection, StatementRun{all[i].cached->sql, all[i].params, all[i].cached->ran});
            executions.push_back({all[i].cached->statement.get(), all[i].params, &all[i].rows, all[i].sink});
        }
        try {
            session.connection->run_together(executions);
        } catch (const DatabaseError& error) {
            fail_from(all, error);
            throw;
        }
        for (Started& started : all) {
            if (started.attaching) started.attaching->finish();
            if (started.told) started.told->finish();
            if (!started.watch) continue;
            started.running.reset();
            started.watch->rows(started.counting.own);
            started.watch->finish();
        }
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
        return run(session, cached, params, [&](Statement& statement, Watch& watch) -> Value {
            const bool found = statement.next();
            watch.rows(found ? 1 : 0);
            return found ? statement.value(0, ValueKind::integer) : otherwise;
        });
    });
}

std::int64_t change(const Query& query, Operation operation, const Clause* assignments) {
    if (query.empty) return 0;
    Database& database = route(query, Purpose::write);
    return with_session(database, false, [&](Session& session) -> std::int64_t {
        CachedStatement& cached = prepared(session, database, operation, query, assignments);
        if (cached.never) return 0;
        Params params;
        const Values values = values_of(query, assignments);
        bind(params, cached, values);
        return run(session, cached, params, [](Statement& statement, Watch&) { return statement.affected_rows(); });
    });
}

}  // namespace

bool aggregate(const Query& query, const RowPlan& layout, void* row) {
    if (query.empty || query.limit == 0) return false;
    Database& database = route(query);
    return with_session(database, true, [&](Session& session) -> bool {
        CachedStatement& cached = prepared(session, database, Operation::aggregate, query);
        if (cached.never) return false;
        Params params;
        const Values values = values_of(query);
        bind(params, cached, values);
        return run(session, cached, params, [&](Statement& statement, Watch& watch) {
            const bool found = statement.next();
            watch.rows(found ? 1 : 0);
            if (found) statement.read(layout, row);
            return found;
        });
    });
}

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

std::size_t change_returning(const Query& query, const Clause* assignments, const RowPlan* layout, RowSink sink) {
    if (query.empty) return 0;
    Database& database = route(query, Purpose::write);
    const Operation operation = assignments != nullptr ? Operation::update : Operation::erase;
    std::optional<ToldSink> told;
    if (!query.columns_only && somebody_hears_of_loading()) sink = told.emplace(*query.model, database, sink).sink();
    const std::size_t rows = with_session(database, false, [&](Session& session) -> std::size_t {
        CachedStatement& cached = prepared(session, database, operation, query, assignments);
        if (cached.never) return 0;
        Params params;
        const Values values = values_of(query, assignments);
        bind(params, cached, values);
        return run(session, cached, params, [&](Statement&, Watch& watch) {
            const std::size_t count = read_rows(cached, {query, database, layout, sink, nullptr});
            watch.rows(static_cast<std::int64_t>(count));
            return count;
        });
    });
    if (told) told->finish();
    return rows;
}

// Before configure() there is nothing to choose from: that is said when a connection is wanted, after mistakes in names.
bool is_unrouted(const Query& query) { return is_open(query) && any_database(); }

std::string_view alias_for_write(const Query& query) {
    if (query.database == nullptr && (sole_database != nullptr || !any_database())) return {};
    return route(query, Purpose::write).alias();
}

std::string explain(const Query& query, const ExplainOptions& options) {
    Database& database = route(query);
    Text text;
    database.dialect().explain(text, options);
    if (query.empty) return {};
    require_one_database(query, nullptr, database);
    const sql::Compiled compiled = sql::compile_select(database.dialect(), query);
    if (compiled.never) return "no rows: the conditions contradict each other";
    text << compiled.sql.str();
    const std::string sql = text.str();
    const Values values = values_of(query);
    Params params;
    std::vector<ValueKind> kinds;
    bind(params, compiled.params, values);
    for (const plan::ParamRef& ref : compiled.params) kinds.push_back(ref.kind);
    return with_session(database, true, [&](Session& session) {
        const std::unique_ptr<Statement> statement = prepare(session, sql, kinds);
        return run(*session.connection, *statement, sql, params, [](Statement& running, Watch& watch) {
            std::string lines;
            std::int64_t rows = 0;
            for (; running.next(); ++rows) {
                for (int i = 0; i < running.column_count(); ++i) {
                    const Value value = running.value(i, ValueKind::null);
                    if (i > 0) lines += ' ';
                    lines += value.kind() == ValueKind::text || value.kind() == ValueKind::json ? value.text() : value.repr();
                }
                lines += '\n';
            }
            watch.rows(rows);
            return lines;
        });
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
