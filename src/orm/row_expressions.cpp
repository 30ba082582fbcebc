// SPDX-License-Identifier: MIT
#include "row_expressions.hpp"

#include <nuage/db/run.hpp>
#include <nuage/query/builder.hpp>
#include <nuage/sql/dialect.hpp>
#include <nuage/update.hpp>

#include "loading.hpp"
#include "table_assignments.hpp"

namespace nuage::detail {

Clause expressions_of_table(const ModelInfo& table, const ModelInfo& whole, const Clause& expressions) {
    if (&table == &whole && !has_parent(whole)) return expressions;
    TableAssignments own(table, whole);
    for_assignments(expressions, [&](const Node* begin, const Node* end, const Value* values) {
        if (own.wants(*begin)) own.add(begin, end, values);
    });
    return own.clause();
}

bool assigns(const Clause& expressions, std::size_t position) {
    for (const Node& node : expressions.nodes)
        if (node.kind == NodeKind::assign && node.arg == position) return true;
    return false;
}

std::vector<const FieldInfo*> assigned_fields(const ModelInfo& model, const Clause& expressions) {
    std::vector<const FieldInfo*> fields;
    for (const Node& node : expressions.nodes)
        if (node.kind == NodeKind::assign) fields.push_back(&model.fields[node.arg]);
    return fields;
}

void leave_to_database(std::vector<const FieldInfo*>& fields, const ModelInfo& model, const void* object, const Clause& expressions) {
    if (expressions.empty()) return leave_to_database(fields, object);
    std::vector<const FieldInfo*> kept = fields;
    leave_to_database(kept, object);
    std::erase_if(fields, [&](const FieldInfo* field) {
        return std::find(kept.begin(), kept.end(), field) == kept.end() && !assigns(expressions, model.position(*field));
    });
}

void require_constants(const ModelInfo& model, const Clause& expressions) {
    const FieldInfo* assigned = nullptr;
    for (const Node& node : expressions.nodes) {
        if (node.kind == NodeKind::assign) assigned = &model.fields[node.arg];
        if (node.kind == NodeKind::path)
            throw ValueError("[F017] '" + std::string(assigned->name) + "' of a new row cannot be computed from columns: there is no row yet.");
    }
}

std::vector<const FieldInfo*> returned_fields(const Features& features, const FieldInfo* key, const std::vector<const FieldInfo*>& computed) {
    std::vector<const FieldInfo*> fields;
    if (!features.returning) return fields;
    if (key != nullptr) fields.push_back(key);
    fields.insert(fields.end(), computed.begin(), computed.end());
    return fields;
}

void add_assignments(Clause& row, const ModelInfo& model, const void* object, const std::vector<const FieldInfo*>& fields,
                     const Clause& expressions) {
    for (const FieldInfo* field : fields) {
        const std::size_t position = model.position(*field);
        bool assigned = false;
        for_assignments(expressions, [&](const Node* begin, const Node* end, const Value* values) {
            if (begin->arg != position) return;
            assigned = true;
            row.nodes.append(begin, static_cast<std::size_t>(end - begin));
            row.values.append(values, value_count(begin, end));
        });
        if (assigned) continue;
        Value value = read_member(*field->access, static_cast<const char*>(object) + field->offset);
        build::check_column_value(*field, value);
        row.nodes.push_back({NodeKind::assign, 0, 1, static_cast<std::uint32_t>(position), nullptr});
        build::param(row, value_kind_of(value_field(*field).kind));
        row.values.push_back(std::move(value));
    }
}

namespace {

Query row_of(const ModelInfo& model, const void* object, const db::Database& database) {
    const FieldInfo& key = model.primary_key();
    Query query = plain_query(model);
    query.own_order = true;
    query.database = &database.alias();
    build::push(query.where, NodeKind::filter, 1);
    build::keys(query.where, nullptr, model, key, {read_member(*key.access, static_cast<const char*>(object) + key.offset)});
    return query;
}

}  // namespace

std::int64_t update_by_expressions(const ModelInfo& model, void* object, db::Database& database, const std::vector<const FieldInfo*>& fields,
                                   const Clause& expressions) {
    Clause row;
    add_assignments(row, model, object, fields, expressions);
    std::vector<const FieldInfo*> generated;
    for (const FieldInfo& field : model.fields)
        if (field.is_generated && !field.inherited) generated.push_back(&field);
    const bool returns = database.dialect().features().update_returning;
    std::vector<const FieldInfo*> returned;
    if (returns) {
        returned = assigned_fields(model, expressions);
        returned.insert(returned.end(), generated.begin(), generated.end());
    }
    Query query = row_of(model, object, database);
    for (const FieldInfo* field : returned)
        query.select.nodes.push_back({NodeKind::load, 0, 0, static_cast<std::uint32_t>(model.position(*field)), nullptr});
    const std::int64_t rows = db::with_session(database, false, [&](db::Session& session) -> std::int64_t {
        db::CachedStatement& cached = db::prepared(session, database, db::Operation::update, query, &row);
        db::Params params;
        const db::Values values = db::values_of(query, &row);
        db::bind(params, cached, values);
        return db::run(session, cached, params, [&](Statement& statement, db::Watch& watch) -> std::int64_t {
            if (returned.empty()) return statement.affected_rows();
            const bool updated = statement.next();
            watch.rows(updated ? 1 : 0);
            if (updated) read_computed(statement, 0, returned, object);
            return updated ? 1 : 0;
        });
    });
    if (rows > 0 && !generated.empty() && !returns) select_computed(model, object, database, generated);
    return rows;
}

void note_written(const ModelInfo& model, void* object, const std::vector<const FieldInfo*>& fields, bool known) {
    InstanceState& state = state_of(model, object);
    if (fields.empty() || (known && state.loaded == nullptr)) return;
    FieldSet loaded;
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const bool written = std::find(fields.begin(), fields.end(), &model.fields[i]) != fields.end();
        if (written ? known : state.loaded == nullptr || state.loaded->has(i)) loaded.add(i);
    }
    state.loaded = db::interned(loaded);
}

void update_object(const ModelInfo& given, void* object, FieldNames names, const Clause& expressions) {
    const ModelInfo& model = concrete_model(given);
    save_object(model, object, {.update_fields = names}, expressions);
    std::vector<const FieldInfo*> set;   // what was not loaded is known now
    for (const FieldInfo* field : named_fields(model, names))
        if (!assigns(expressions, model.position(*field))) set.push_back(field);
    note_written(model, object, set, true);
}

}  // namespace nuage::detail
