// SPDX-License-Identifier: MIT
#include <algorithm>

#include <nuage/db/route.hpp>
#include <nuage/db/transaction.hpp>
#include <nuage/queryset_parts.hpp>
#include <nuage/save.hpp>
#include <nuage/sql/dialect.hpp>

#include "bulk.hpp"

namespace nuage::detail {

namespace {

/// Each value stands beside its row's key, and the keys once more: more rows make a slower CASE.
constexpr std::size_t rows_that_pay_off = 200;

std::vector<const FieldInfo*> updated_fields(const ModelInfo& model, const FieldNames& names) {
    for (const std::string_view name : names)
        if (const std::size_t at = model.find(name); at < model.fields.size() && !model.fields[at].has_column())
            throw ValueError("[F007] bulk_update() writes columns of the model's own table: '" + std::string(name) + "' is a relation without one");
    const std::vector<const FieldInfo*> fields = plain_fields(model, names);
    if (fields.empty()) throw ValueError("bulk_update() wants at least one field");
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i]->primary_key || fields[i]->key_copy) throw ValueError(key_sentence(model, names[i]));
    return fields;
}

std::vector<const void*> objects_with_key(const ModelInfo& model, const Objects& objects) {
    std::vector<const void*> all;
    all.reserve(objects.count);
    for (std::size_t i = 0; i < objects.count; ++i) {
        const void* object = object_at(objects, i);
        if (has_generated_key(model, object)) throw ValueError("all objects of bulk_update() must have a primary key");
        all.push_back(object);
    }
    return all;
}

void refuse_conflict_options(const BulkOptions& options) {
    if (options.ignore_conflicts || options.update_conflicts || !options.update_fields.empty() || !options.unique_fields.empty())
        throw ValueError("options about conflicts are for bulk_create(); bulk_update() inserts nothing");
}

std::int64_t update_table(const ModelInfo& model, Objects objects, const std::vector<const FieldInfo*>& fields, const BulkOptions& options) {
    refuse_conflict_options(options);
    const std::vector<const void*> all = objects_with_key(model, objects);
    if (all.empty()) return 0;
    db::Database& database = database_of(options.using_db);
    const std::vector<BoundField> columns = bound(fields);
    MemberParams params;
    std::vector<BoundField> keys;
    for_key_fields(model, [&](const FieldInfo& key) { keys.emplace_back(key); });
    const auto add_key = [&](const void* object) {
        for (const BoundField& key : keys) params.add(key, object);
    };
    const std::size_t batch = rows_per_statement(database.dialect().features(),
                                                 options.batch_size != 0 ? options.batch_size : rows_that_pay_off,
                                                 columns.size() * (1 + keys.size()) + keys.size());
    std::int64_t updated = 0;
    db::AtomicBlock block(database, false);
    for (std::size_t from = 0; from < all.size(); from += batch) {
        const std::size_t to = std::min(all.size(), from + batch);
        params.clear();
        for (const BoundField& column : columns) {
            for (std::size_t i = from; i < to; ++i) {
                add_key(all[i]);
                params.add(column, all[i]);
            }
        }
        for (std::size_t i = from; i < to; ++i) add_key(all[i]);
        updated += db::with_session(database, false, [&](db::Session& session) {
            db::CachedStatement& cached = db::prepared_fields(session, database, db::Operation::update_rows, model, fields,
                                                              static_cast<std::uint32_t>(to - from), nullptr);
            return db::run(session, cached, params.params(), [](Statement& statement, db::Watch&) { return statement.affected_rows(); });
        });
    }
    block.commit();
    return updated;
}

/// SET field = CASE by key, of some objects.
void choose_values(Clause& assignments, const ModelInfo& model, const ResolvedPath& key, const FieldInfo& field, std::span<const void* const> objects) {
    assignments.nodes.push_back({NodeKind::assign, 0, 1, static_cast<std::uint32_t>(model.position(field)), nullptr});
    build::push(assignments, NodeKind::choose, objects.size());
    for (const void* object : objects) {
        build::push(assignments, NodeKind::filter, 1);
        build::comparison(assignments, key, lookups[lookup_position::exact], build::key_of(key, model, object));
        Value value = read_member(*field.access, static_cast<const char*>(object) + field.offset);
        build::convert_for(field, value);
        if (!value.is_null()) build::check_column_value(field, value);
        build::param(assignments, value_kind_of(value_field(field).kind));
        assignments.values.push_back(std::move(value));
    }
}

/// The same by update(), for those of the objects whose rows a query finds.
std::int64_t update_found(const Query& given, Objects objects, const std::vector<const FieldInfo*>& fields, const BulkOptions& options) {
    refuse_combined(given, "bulk_update");
    require_unsliced(given, "bulk_update");
    refuse_conflict_options(options);
    const ModelInfo& model = concrete_model(*given.model);
    const std::vector<const void*> all = objects_with_key(model, objects);
    if (all.empty() || given.empty) return 0;
    const ResolvedPath key = build::resolve(model, "pk");
    db::Database& database = database_of(options.using_db);
    const std::size_t parts = key.is_composite() ? model.key_parts.size() : 1;
    const std::size_t batch = rows_per_statement(database.dialect().features(), options.batch_size != 0 ? options.batch_size : rows_that_pay_off,
                                                 fields.size() * (1 + parts) + parts);
    std::int64_t updated = 0;
    db::AtomicBlock block(database, false);
    for (std::size_t from = 0; from < all.size(); from += batch) {
        const std::span<const void* const> some = std::span(all).subspan(from, std::min(batch, all.size() - from));
        Query query = given;
        db::pin(query, database);
        std::vector<Value> keys;
        for (const void* object : some) keys.push_back(build::key_of(key, model, object));
        build::push(query.where, NodeKind::filter, 1);
        build::list(query.where, key, lookups[lookup_position::in], std::move(keys));
        Clause assignments;
        for (const FieldInfo* field : fields) choose_values(assignments, model, key, *field, some);
        updated += update_rows(query, assignments);
    }
    block.commit();
    return updated;
}

}  // namespace

std::int64_t bulk_update_objects(const Query& given, Objects objects, const FieldNames& names, const BulkOptions& options) {
    const ModelInfo& whole = concrete_model(*given.model);
    const std::vector<const FieldInfo*> fields = updated_fields(whole, names);
    if (given.empty || given.sliced() || !given.where.nodes.empty()) return update_found(given, objects, fields, options);
    if (!has_parent(whole)) return update_table(whole, objects, fields, options);
    db::AtomicBlock block(database_of(options.using_db), false);
    std::int64_t updated = 0;
    for (const ModelInfo* table = &whole;; objects.first = parent_part(*table, objects.first), table = &table->base()) {
        std::vector<const FieldInfo*> own;
        for (const FieldInfo* field : fields)
            if (const FieldInfo* column = field_in_table(*table, whole, *field)) own.push_back(column);
        if (!own.empty()) updated = std::max(updated, update_table(*table, objects, own, options));
        if (!has_parent(*table)) break;
    }
    block.commit();
    return updated;
}

}  // namespace nuage::detail
