// SPDX-License-Identifier: MIT
// The statements of new rows whose values are expressions, or come from a query.
#include <nuage/db/run.hpp>
#include <nuage/sql/compiled.hpp>

namespace nuage::db {

namespace {

using Nodes = detail::SmallVector<Node, 32>;

void add(Nodes& nodes, NodeKind kind, const ModelInfo& model, std::span<const FieldInfo* const> fields) {
    for (const FieldInfo* field : fields) nodes.push_back({kind, 0, 0, static_cast<std::uint32_t>(model.position(*field)), nullptr});
}

CachedStatement& keep(Session& session, const Shape& shape, std::uint64_t hash, sql::Compiled compiled) {
    auto entry = std::make_unique<CachedStatement>();
    entry->never = compiled.never;
    entry->sql = compiled.sql.str();
    std::vector<ValueKind> kinds;
    for (const plan::ParamRef& ref : compiled.params) kinds.push_back(ref.kind);
    entry->params = std::move(compiled.params);
    if (!entry->never) entry->statement = prepare(session, entry->sql, kinds);
    return session.statements.insert(shape, hash, std::move(entry));
}

}  // namespace

CachedStatement& prepared_insert_select(Session& session, Database& database, const ModelInfo& model, std::span<const FieldInfo* const> fields,
                                        const Clause& rows, bool ignore_conflicts) {
    Nodes columns;
    add(columns, NodeKind::load, model, fields);
    Shape shape{Operation::insert_select};
    shape.model = &model;
    shape.flags = ignore_conflicts ? 1 : 0;
    shape.parts[0] = columns;
    shape.parts[3] = rows.nodes;
    const std::uint64_t hash = shape.hash();
    if (CachedStatement* found = session.statements.find(shape, hash)) return *found;
    const sql::OnConflict conflict{ignore_conflicts ? sql::ConflictAction::ignore : sql::ConflictAction::fail, {}, {}};
    return keep(session, shape, hash, sql::compile_insert_select(database.dialect(), model, fields, rows, conflict));
}

CachedStatement& prepared_values(Session& session, Database& database, const ModelInfo& model, std::span<const FieldInfo* const> fields,
                                 const Clause& values, std::span<const FieldInfo* const> returned, const sql::OnConflict& conflict) {
    Nodes columns;
    Nodes target;
    Nodes updated;
    add(columns, NodeKind::load, model, fields);
    add(columns, NodeKind::column, model, returned);
    add(target, NodeKind::load, model, conflict.target);
    add(updated, NodeKind::load, model, conflict.updated);
    Shape shape{Operation::insert};
    shape.model = &model;
    shape.flags = static_cast<std::uint8_t>(static_cast<int>(conflict.action) << 1);
    shape.parts[0] = columns;
    shape.parts[1] = target;
    shape.parts[2] = updated;
    shape.parts[3] = values.nodes;
    const std::uint64_t hash = shape.hash();
    if (CachedStatement* found = session.statements.find(shape, hash)) return *found;

    return keep(session, shape, hash, sql::compile_insert_values(database.dialect(), model, fields, values, returned, conflict));
}

}  // namespace nuage::db
