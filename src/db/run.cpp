// SPDX-License-Identifier: MIT
#include <nuage/db/run.hpp>

#include <algorithm>
#include <set>

#include <nuage/fields/field_traits.hpp>

namespace nuage::db {

void require_usable(const Session& session) {
    session.require_owner();
    if (session.cancelled.load(std::memory_order_relaxed)) [[unlikely]]
        throw QueryCancelled("the token of this cancellable() was cancelled");
    if (session.transaction.rollback_wanted)
        throw TransactionManagementError("set_rollback(true) was called; no query can run until the end of the atomic block");
    if (session.transaction.needs_rollback)
        throw TransactionManagementError("an error occurred in this transaction; no query can run until the end of the atomic block");
}

void note_lost(Session& session, ConnectionLost& error) noexcept {
    // The server rolls back what was not committed.
    if (session.transaction.depth > 0) error.set_nothing_done();
    note_failure(session, true);
}

void note_failure(Session& session, bool lost) noexcept {
    if (lost) session.broken = true;
    if (session.transaction.depth > 0) session.transaction.needs_rollback = true;
}

Values values_of(const Query& query, const Clause* assignments) {
    Values values;
    values.clauses[0] = &query.where;
    values.clauses[1] = &query.order;
    values.clauses[2] = &query.select;
    values.clauses[3] = assignments;
    values.limits[0] = query.limit;
    values.limits[1] = query.offset;
    return values;
}

void bind(Params& params, const std::vector<plan::ParamRef>& wanted, const Values& values) {
    for (const plan::ParamRef& ref : wanted) {
        if (ref.clause == sql::limit_clause) {
            params.push_back({Storage::i64, &values.limits[ref.index], ValueKind::integer});
            continue;
        }
        const Value& value = values.clauses[ref.clause]->values[ref.index];
        Param param = param_of(value);
        if (value.is_null()) param.kind = ref.kind;
        params.push_back(param);
    }
}

RowPlan with_annotations(const CachedStatement& statement, const RowPlan& annotations) {
    RowPlan rows = statement.rows;
    const auto extra = std::count_if(rows.columns.begin(), rows.columns.end(), [](const ColumnPlan& column) { return column.object == ColumnPlan::extra_object; });
    rows.columns.insert(rows.columns.end() - extra, annotations.columns.begin(), annotations.columns.end());
    return rows;
}

std::unique_ptr<Statement> prepare(Session& session, std::string_view sql, std::span<const ValueKind> params) {
    try {
        return session.connection->prepare(sql, params);
    } catch (const DatabaseError&) {
        Watch(*session.connection, {sql}).fail();
        throw;
    }
}

const FieldSet* interned(const FieldSet& fields) {
    static std::mutex mutex;
    static std::set<FieldSet> sets;
    const std::lock_guard lock(mutex);
    return &*sets.insert(fields).first;
}

std::size_t column_count(const ModelInfo& model) {
    return static_cast<std::size_t>(std::count_if(model.fields.begin(), model.fields.end(), [](const FieldInfo& field) { return field.has_column() && !field.key_copy; }));
}

constinit const Access value_access{Storage::value,
                                    ValueKind::null,
                                    true,
                                    [](const void* member) { return member; },
                                    [](void* member) { return member; },
                                    [](void* member) { *static_cast<Value*>(member) = Value(); }};

namespace {

/// How rows of a compiled SELECT become objects of its model.
RowPlan row_plan(const sql::Compiled& compiled, const ModelInfo& model, const Database& database) {
    RowPlan rows;
    rows.database = &database;
    rows.state_offset = model.state_offset;
    const std::size_t end = compiled.plan.row_columns;
    auto add_columns = [&](std::size_t first, std::size_t count, std::uint16_t object) {
        for (std::size_t i = first; i < first + count; ++i) {
            const FieldInfo& field = *compiled.plan.columns[i].column.member;
            const FieldInfo& holder = value_field(field);
            ColumnPlan column{field.access, detail::value_kind_of(holder.kind), field.offset, object};
            if (holder.kind == FieldKind::decimal) column.decimal_places = holder.decimal_places;
            rows.columns.push_back(column);
        }
    };
    auto loaded_of = [&](const ModelInfo& of, std::size_t first, std::size_t count) -> const FieldSet* {
        if (count >= column_count(of)) return nullptr;
        FieldSet loaded;
        for (std::size_t i = first; i < first + count; ++i) loaded.add(of.position(*compiled.plan.columns[i].column.member));
        return interned(loaded);
    };
    add_columns(0, end, 0);
    rows.loaded = loaded_of(model, 0, end);
    std::uint16_t object = 0;
    for (const plan::RelatedObject& related : compiled.plan.related) {
        ++object;
        RelatedPlan entry{};
        entry.relation = related.relation;
        entry.parent = static_cast<std::uint16_t>(related.parent_object);
        entry.first_column = static_cast<std::uint16_t>(related.first_column);
        entry.key_column = static_cast<std::uint16_t>(related.key_column);
        entry.columns = static_cast<std::uint16_t>(related.columns);
        entry.state_offset = related.relation->target().state_offset;
        entry.loaded = loaded_of(related.relation->target(), entry.first_column, entry.columns);
        rows.related.push_back(entry);
        add_columns(static_cast<std::size_t>(related.first_column), static_cast<std::size_t>(related.columns), object);
    }
    const std::size_t extra = compiled.plan.columns.size() - compiled.plan.extra_columns;
    for (std::size_t i = extra; i < compiled.plan.columns.size(); ++i)
        rows.columns.push_back({&value_access, detail::value_kind_of(compiled.plan.columns[i].type),
                                static_cast<std::uint32_t>((i - extra) * sizeof(Value)), ColumnPlan::extra_object});
    return rows;
}

void require_block_for_lock(const Session& session, const Database& database) {
    if (session.transaction.depth == 0 && database.dialect().features().for_update)
        throw TransactionManagementError("select_for_update() cannot be used outside of a transaction; put it into atomic()");
}

sql::Compiled compile(const Dialect& dialect, Operation operation, const Query& query, const Clause* assignments) {
    switch (operation) {
        case Operation::count: return sql::compile_count(dialect, query);
        case Operation::exists: return sql::compile_exists(dialect, query);
        case Operation::update: return sql::compile_update(dialect, query, *assignments);
        case Operation::erase: return sql::compile_erase(dialect, query);
        case Operation::aggregate: return sql::compile_aggregate(dialect, query);
        default: return sql::compile_select(dialect, query);
    }
}

Shape shape_of(Operation operation, const Query& query, const Clause* assignments) {
    Shape shape{operation};
    shape.model = query.model;
    shape.flags = static_cast<std::uint8_t>(query.distinct | query.reversed << 1 | query.own_order << 2 | query.fixed_limit << 3 |
                                            (query.limit != Query::no_limit) << 4 | (query.offset != 0) << 5 |
                                            query.columns_only << 6);
    if (query.fixed_limit) shape.number = static_cast<std::uint32_t>(query.limit);
    shape.number |= static_cast<std::uint32_t>(query.lock) << 12;   // above any fixed limit, below the number of a copy
    shape.parts[0] = query.where.nodes;
    shape.parts[1] = query.order.nodes;
    shape.parts[2] = query.select.nodes;
    if (assignments != nullptr) shape.parts[3] = assignments->nodes;
    return shape;
}

void require_one_database(const Clause& clause, const Database& database) {
    for (const Node& node : clause.nodes) {
        if (node.kind != NodeKind::bound || node.definition == nullptr) continue;
        const auto& alias = *static_cast<const std::string*>(static_cast<const void*>(node.definition));
        if (alias != database.alias())
            throw ValueError("[A063] A subquery that was given the database '" + alias + "' is not allowed in a query of '" + database.alias() +
                             "'. Run it first, and use its rows.");
    }
}

}  // namespace

void require_one_database(const Query& query, const Clause* assignments, const Database& database) {
    for (const Clause* clause : {&query.where, &query.order, &query.select, assignments})
        if (clause != nullptr) require_one_database(*clause, database);
}

namespace {

CachedStatement& compile_and_keep(Session& session, Database& database, const Shape& shape, std::uint64_t hash,
                                  const Query& query, const Clause* assignments) {
    const Dialect& dialect = database.dialect();
    require_one_database(query, assignments, database);
    sql::Compiled compiled = compile(dialect, shape.operation, query, assignments);
    auto entry = std::make_unique<CachedStatement>();
    entry->never = compiled.never;
    entry->sql = compiled.sql.str();
    std::vector<ValueKind> kinds;
    for (const plan::ParamRef& ref : compiled.params) kinds.push_back(ref.kind);
    entry->params = std::move(compiled.params);
    const bool gives_rows = shape.operation == Operation::select || shape.operation == Operation::update || shape.operation == Operation::erase;
    if (gives_rows && !query.columns_only) entry->rows = row_plan(compiled, *query.model, database);
    if (!entry->never) entry->statement = prepare(session, entry->sql, kinds);
    return session.statements.insert(shape, hash, std::move(entry));
}

}  // namespace

CachedStatement& prepared(Session& session, Database& database, Operation operation, const Query& query,
                          const Clause* assignments) {
    if (query.lock != 0 && operation == Operation::select) [[unlikely]] require_block_for_lock(session, database);
    const Shape shape = shape_of(operation, query, assignments);
    const std::uint64_t hash = shape.hash();
    CachedStatement* found = session.statements.find(shape, hash);
    if (found != nullptr && !found->busy) [[likely]] return *found;
    // The same query while a cursor still reads it: a statement of its own, a shape apart by its flags.
    if (found == nullptr) return compile_and_keep(session, database, shape, hash, query, assignments);
    Shape second = shape;
    for (std::uint32_t copy = 1;; ++copy) {
        second.number = shape.number + (copy << 16);
        const std::uint64_t second_hash = second.hash();
        CachedStatement* entry = session.statements.find(second, second_hash);
        if (entry == nullptr) return compile_and_keep(session, database, second, second_hash, query, assignments);
        if (!entry->busy) return *entry;
    }
}

CachedStatement& prepared_fields(Session& session, Database& database, Operation operation, const ModelInfo& model,
                                 std::span<const FieldInfo* const> fields, std::uint32_t rows, const FieldInfo* returning,
                                 const sql::OnConflict& conflict) {
    using Nodes = detail::SmallVector<Node, 32>;
    auto add = [&](Nodes& nodes, std::span<const FieldInfo* const> list) {
        for (const FieldInfo* field : list)
            nodes.push_back({NodeKind::load, 0, 0, static_cast<std::uint32_t>(model.position(*field)), nullptr});
    };
    Nodes nodes;
    Nodes target;
    Nodes updated;
    add(nodes, fields);
    add(target, conflict.target);
    add(updated, conflict.updated);
    Shape shape{operation};
    shape.model = &model;
    shape.number = rows;
    shape.flags = static_cast<std::uint8_t>((returning != nullptr ? 1 : 0) | static_cast<int>(conflict.action) << 1);
    shape.parts[0] = nodes;
    shape.parts[1] = target;
    shape.parts[2] = updated;
    const std::uint64_t hash = shape.hash();
    if (CachedStatement* found = session.statements.find(shape, hash)) return *found;

    const Dialect& dialect = database.dialect();
    auto entry = std::make_unique<CachedStatement>();
    std::vector<ValueKind> row_kinds;
    for (const FieldInfo* field : fields) row_kinds.push_back(detail::value_kind_of(value_field(*field).kind));
    std::vector<ValueKind> key_kinds;
    for_key_fields(model, [&](const FieldInfo& key) { key_kinds.push_back(detail::value_kind_of(value_field(key).kind)); });
    std::vector<ValueKind> kinds;
    switch (operation) {
        case Operation::insert:
            entry->sql = sql::compile_insert(dialect, model, fields, rows, returning, conflict);
            for (std::uint32_t row = 0; row < rows; ++row) kinds.insert(kinds.end(), row_kinds.begin(), row_kinds.end());
            break;
        case Operation::update_row:
            entry->sql = sql::compile_update_row(dialect, model, fields);
            kinds = row_kinds;
            kinds.insert(kinds.end(), key_kinds.begin(), key_kinds.end());
            break;
        default:
            entry->sql = sql::compile_update_rows(dialect, model, fields, rows);
            for (ValueKind kind : row_kinds)
                for (std::uint32_t row = 0; row < rows; ++row) {
                    kinds.insert(kinds.end(), key_kinds.begin(), key_kinds.end());
                    kinds.push_back(kind);
                }
            for (std::uint32_t row = 0; row < rows; ++row) kinds.insert(kinds.end(), key_kinds.begin(), key_kinds.end());
            break;
    }
    entry->statement = prepare(session, entry->sql, kinds);
    return session.statements.insert(shape, hash, std::move(entry));
}

}  // namespace nuage::db
