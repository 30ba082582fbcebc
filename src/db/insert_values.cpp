// SPDX-License-Identifier: MIT
// The statements of new rows whose values are expressions.
#include <nuage/db/run.hpp>
#include <nuage/sql/compiled.hpp>

namespace nuage::db {

namespace {

using Nodes = detail::SmallVector<Node, 32>;

void add(Nodes& nodes, NodeKind kind, const ModelInfo& model, std::span<const FieldInfo* const> fields) {
    for (const FieldInfo* field : fields) nodes.push_back({kind, 0, 0, static_cast<std::uint32_t>(model.position(*field)), nullptr});
}

}  // namespace

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

    sql::Compiled compiled = sql::compile_insert_values(database.dialect(), model, fields, values, returned, conflict);
    auto entry = std::make_unique<CachedStatement>();
    entry->sql = compiled.sql.str();
    std::vector<ValueKind> kinds;
    for (const plan::ParamRef& ref : compiled.params) kinds.push_back(ref.kind);
    entry->params = std::move(compiled.params);
    entry->statement = prepare(session, entry->sql, kinds);
    return session.statements.insert(shape, hash, std::move(entry));
}

}  // namespace nuage::db
