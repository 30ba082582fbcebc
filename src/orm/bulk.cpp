// SPDX-License-Identifier: MIT
#include <algorithm>

#include <nuage/db/transaction.hpp>
#include <nuage/save.hpp>
#include <nuage/sql/dialect.hpp>

#include "instances.hpp"
#include "member_params.hpp"

namespace nuage::detail {

namespace {

std::vector<BoundField> bound(const std::vector<const FieldInfo*>& fields) {
    std::vector<BoundField> list;
    list.reserve(fields.size());
    for (const FieldInfo* field : fields) list.emplace_back(*field);
    return list;
}

std::size_t rows_per_statement(const Features& features, std::size_t wanted, std::size_t params_per_row) {
    const std::size_t most = features.max_parameters / std::max<std::size_t>(1, params_per_row);
    const std::size_t rows = wanted != 0 ? wanted : features.max_bulk_rows;
    return std::max<std::size_t>(1, std::min(rows, most));
}

/// Writes the keys that one INSERT generated into its objects, where they are consecutive.
void count_keys(const db::Session& session, const FieldInfo& key, std::span<void* const> objects) {
    std::int64_t next = session.connection->last_insert_id() - static_cast<std::int64_t>(objects.size()) + 1;
    for (void* object : objects) write_member(*key.access, member_of(key, object), Value(next++));
}

void insert_batches(const ModelInfo& model, db::Database& database, std::span<void* const> objects, bool generates_keys,
                    const BulkOptions& options) {
    std::vector<const FieldInfo*> fields = written_fields(model, generates_keys);
    leave_to_database(fields, objects.front());
    const std::vector<const FieldInfo*> computed = computed_fields(model, fields);
    const std::vector<BoundField> columns = bound(fields);
    const Features& features = database.dialect().features();
    const FieldInfo& key = model.primary_key();
    const FieldInfo* returning = generates_keys && !features.consecutive_keys && features.returning ? &key : nullptr;
    // A row without columns cannot stand in a list of rows.
    const std::size_t batch = columns.empty() ? 1 : rows_per_statement(features, options.batch_size, columns.size());
    MemberParams params;
    params.reserve(batch * columns.size());
    for (std::size_t from = 0; from < objects.size(); from += batch) {
        const std::span<void* const> rows = objects.subspan(from, std::min(batch, objects.size() - from));
        params.clear();
        for (void* object : rows)
            for (const BoundField& column : columns) params.add(column, object);
        db::with_session(database, false, [&](db::Session& session) {
            db::CachedStatement& cached = db::prepared_fields(session, database, db::Operation::insert, model, fields,
                                                              static_cast<std::uint32_t>(rows.size()), returning);
            const db::Running running(cached);
            cached.statement->execute(params.params());
            if (returning != nullptr || (!computed.empty() && features.returning)) {
                for (void* object : rows) {
                    if (!cached.statement->next()) throw DatabaseError("INSERT returned fewer rows than it was given");
                    if (returning != nullptr) write_member(*key.access, member_of(key, object), cached.statement->value(0, ValueKind::integer));
                    read_computed(*cached.statement, returning != nullptr ? 1 : 0, computed, object);
                }
            }
            if (generates_keys && returning == nullptr) count_keys(session, key, rows);
        });
    }
}

/// Calls a function with the runs of objects that leave the same columns to the database.
template <class F>
void for_alike(const ModelInfo& model, std::span<void* const> objects, F&& function) {
    auto left_out = [&](const void* object) {
        FieldSet set;
        for (const FieldInfo& field : model.fields)
            if (field.db_default != nullptr && field.access->is_empty(static_cast<const char*>(object) + field.offset)) set.add(model.position(field));
        return set;
    };
    const bool leaves_out = std::any_of(model.fields.begin(), model.fields.end(), [](const FieldInfo& f) { return f.db_default != nullptr; });
    if (!leaves_out) {
        if (!objects.empty()) function(objects);
        return;
    }
    for (std::size_t from = 0; from < objects.size();) {
        const FieldSet mine = left_out(objects[from]);
        std::size_t to = from + 1;
        while (to < objects.size() && left_out(objects[to]) == mine) ++to;
        function(objects.subspan(from, to - from));
        from = to;
    }
}

/// Gives keys back when the INSERT of all objects did not come to pass.
class KeyGuard {
public:
    KeyGuard(const FieldInfo& key, std::span<void* const> objects) : key_(key), objects_(objects) {}
    KeyGuard(const KeyGuard&) = delete;
    KeyGuard& operator=(const KeyGuard&) = delete;
    ~KeyGuard() {
        if (kept_) return;
        for (void* object : objects_) write_member(*key_.access, member_of(key_, object), Value(std::int64_t{0}));
    }
    void keep() { kept_ = true; }

private:
    const FieldInfo& key_;
    std::span<void* const> objects_;
    bool kept_ = false;
};

}  // namespace

void bulk_create_objects(const ModelInfo& model, Objects objects, const BulkOptions& options) {
    if (has_parent(concrete_model(model)))
        throw ValueError("bulk_create() cannot insert objects of " + std::string(model.name) + ", whose rows are in several tables");
    if (objects.count == 0) return;
    db::Database& database = database_of(options.using_db);
    std::vector<void*> with_key;
    std::vector<void*> without_key;
    without_key.reserve(objects.count);
    for (std::size_t i = 0; i < objects.count; ++i) {
        void* object = static_cast<char*>(objects.first) + i * objects.stride;
        prepare_for_insert(model, object);
        (has_generated_key(model, object) ? without_key : with_key).push_back(object);
    }
    KeyGuard guard(model.primary_key(), without_key);
    db::AtomicBlock block(database, false);
    for_alike(model, with_key, [&](std::span<void* const> run) { insert_batches(model, database, run, false, options); });
    for_alike(model, without_key, [&](std::span<void* const> run) { insert_batches(model, database, run, true, options); });
    block.commit();
    guard.keep();
    for (std::size_t i = 0; i < objects.count; ++i) {
        InstanceState& state = state_of(model, static_cast<char*>(objects.first) + i * objects.stride);
        state.stored = true;
        state.database = &database;
    }
}

namespace {

std::int64_t update_table(const ModelInfo& model, Objects objects, const FieldNames& names, const BulkOptions& options) {
    const std::vector<const FieldInfo*> fields = named_fields(model, names);
    if (fields.empty()) throw ValueError("bulk_update() wants at least one field");
    if (objects.count == 0) return 0;
    std::vector<void*> all;
    for (std::size_t i = 0; i < objects.count; ++i) {
        void* object = static_cast<char*>(objects.first) + i * objects.stride;
        if (has_generated_key(model, object)) throw ValueError("all objects of bulk_update() must have a primary key");
        all.push_back(object);
    }
    db::Database& database = database_of(options.using_db);
    const std::vector<BoundField> columns = bound(fields);
    const BoundField key(model.primary_key());
    const std::size_t batch = rows_per_statement(database.dialect().features(), options.batch_size != 0 ? options.batch_size : 200,
                                                 columns.size() * 2 + 1);
    std::int64_t updated = 0;
    MemberParams params;
    db::AtomicBlock block(database, false);
    for (std::size_t from = 0; from < all.size(); from += batch) {
        const std::size_t to = std::min(all.size(), from + batch);
        params.clear();
        for (const BoundField& column : columns) {
            for (std::size_t i = from; i < to; ++i) {
                params.add(key, all[i]);
                params.add(column, all[i]);
            }
        }
        for (std::size_t i = from; i < to; ++i) params.add(key, all[i]);
        updated += db::with_session(database, false, [&](db::Session& session) {
            db::CachedStatement& cached = db::prepared_fields(session, database, db::Operation::update_rows, model, fields,
                                                              static_cast<std::uint32_t>(to - from), nullptr);
            const db::Running running(cached);
            cached.statement->execute(params.params());
            return cached.statement->affected_rows();
        });
    }
    block.commit();
    return updated;
}

}  // namespace

std::int64_t bulk_update_objects(const ModelInfo& given, Objects objects, const FieldNames& names, const BulkOptions& options) {
    const ModelInfo* model = &concrete_model(given);
    if (!has_parent(*model)) return update_table(given, objects, names, options);
    const std::vector<const FieldInfo*> fields = named_fields(*model, names);
    if (fields.empty()) throw ValueError("bulk_update() wants at least one field");
    db::AtomicBlock block(database_of(options.using_db), false);
    std::int64_t updated = 0;
    for (;; objects.first = parent_part(*model, objects.first), model = &model->base()) {
        FieldNames own;
        for (const FieldInfo* field : fields)
            if (field_in_table(*model, concrete_model(given), *field) != nullptr) own.push_back(field->name);
        if (!own.empty()) updated = std::max(updated, update_table(*model, objects, own, options));
        if (!has_parent(*model)) break;
    }
    block.commit();
    return updated;
}

}  // namespace nuage::detail
