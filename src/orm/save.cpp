// SPDX-License-Identifier: MIT
#include <nuage/save.hpp>

#include <algorithm>

#include <nuage/db/execute.hpp>
#include <nuage/sql/dialect.hpp>

#include "instances.hpp"
#include "member_params.hpp"
#include "signals.hpp"

namespace nuage::detail {

namespace {

db::Database& database_for(std::string_view alias, const InstanceState& state) {
    if (alias.empty() && state.database != nullptr) return *static_cast<db::Database*>(const_cast<void*>(state.database));
    return database_of(alias);
}

ResolvedPath path_to(const ModelInfo& model, const FieldInfo& field) {
    ResolvedPath path;
    path.model = &model;
    path.field = static_cast<std::uint16_t>(model.position(field));
    return path;
}

Query query_by(const ModelInfo& model, const FieldInfo& field, Value value, const db::Database& database) {
    Query query;
    query.model = &model;
    query.own_order = true;
    query.database = &database.alias();
    build::push(query.where, NodeKind::filter, 1);
    build::comparison(query.where, path_to(model, field), lookups[lookup_position::exact], std::move(value));
    return query;
}

void insert(const ModelInfo& model, void* object, db::Database& database) {
    prepare_for_insert(model, object);
    const FieldInfo* generated = has_generated_key(model, object) ? &model.primary_key() : nullptr;
    const std::vector<const FieldInfo*> fields = written_fields(model, generated != nullptr);
    MemberParams params;
    for (const FieldInfo* field : fields) params.add(BoundField(*field), object);
    const Features& features = database.dialect().features();
    const FieldInfo* returning = generated != nullptr && features.returning && !features.consecutive_keys ? generated : nullptr;
    db::with_session(database, false, [&](db::Session& session) {
        db::CachedStatement& cached =
            db::prepared_fields(session, database, db::Operation::insert, model, fields, 1, returning);
        const db::Running running(cached);
        db::run(cached, params.params());
        if (returning != nullptr) {
            cached.statement->next();
            write_member(*generated->access, member_of(*generated, object), cached.statement->value(0, ValueKind::integer));
        } else if (generated != nullptr) {
            write_member(*generated->access, member_of(*generated, object), Value(session.connection->last_insert_id()));
        }
    });
}

std::int64_t update(const ModelInfo& model, void* object, db::Database& database, const std::vector<const FieldInfo*>& fields) {
    MemberParams params;
    for (const FieldInfo* field : fields) params.add(BoundField(*field), object);
    params.add(BoundField(model.primary_key()), object);
    return db::with_session(database, false, [&](db::Session& session) {
        db::CachedStatement& cached =
            db::prepared_fields(session, database, db::Operation::update_row, model, fields, 1, nullptr);
        const db::Running running(cached);
        db::run(cached, params.params());
        return cached.statement->affected_rows();
    });
}

bool row_exists(const ModelInfo& model, const void* object, const db::Database& database) {
    const FieldInfo& key = model.primary_key();
    return db::exists(query_by(model, key, read_member(*key.access, static_cast<const char*>(object) + key.offset), database));
}

}  // namespace

std::string model_label(const ModelInfo& model) {
    return model.app.empty() ? std::string(model.name) : std::string(model.app) + "." + std::string(model.name);
}

namespace {

/// What save() writes when it is told nothing else: members that were not loaded have no value to write.
std::vector<const FieldInfo*> loaded_fields(const ModelInfo& model, const InstanceState& state) {
    std::vector<const FieldInfo*> fields = written_fields(model, true);
    if (state.loaded != nullptr)
        std::erase_if(fields, [&](const FieldInfo* field) { return !state.loaded->has(model.position(*field)) && !field->auto_now; });
    return fields;
}

}  // namespace

void save_object(const ModelInfo& model, void* object, const SaveOptions& options) {
    const bool named = options.update_fields.has_value();
    if (options.force_insert && (options.force_update || named))
        throw ValueError("save() cannot be forced to insert and to update at once");
    InstanceState& state = state_of(model, object);
    db::Database& database = database_for(options.using_db, state);
    if (named && options.update_fields->empty()) return;
    // Mistakes in names come before anybody is told of the save.
    const std::vector<const FieldInfo*> chosen =
        named ? named_fields(model, *options.update_fields) : std::vector<const FieldInfo*>();
    SaveEvent event{.using_db = database.alias()};
    if (named) event.update_fields = *options.update_fields;
    if (listening(model, Signal::pre_save)) notify_save(model, Signal::pre_save, object, event);
    // A key that a default still has to fill in names no row either.
    const FieldInfo& key = model.primary_key();
    const bool awaits_default = !state.stored && key.apply_default != nullptr && key.access->is_empty(member_of(key, object));
    const bool has_key = !has_generated_key(model, object) && !awaits_default;
    const bool same_database = state.database == nullptr || state.database == &database;
    bool written = false;
    if (!options.force_insert && has_key) {
        const std::vector<const FieldInfo*> fields = named ? chosen : loaded_fields(model, state);
        // The time of insertion belongs to the INSERT, which may still follow for an object that was not loaded.
        prepare_for_update(model, object, fields);
        const bool insertable = !named && !options.force_update;
        written = fields.empty() ? row_exists(model, object, database) : update(model, object, database, fields) > 0;
        if (!written && !insertable)
            throw DatabaseError(options.force_update ? "forced update did not affect any rows"
                                                     : "save() with update_fields did not affect any rows");
    } else if (options.force_update || named) {
        throw ValueError("cannot update a " + std::string(model.name) + " that has no primary key");
    }
    if (!written) insert(model, object, database);
    state.stored = true;
    bind_relations(model, object);
    if (same_database || !options.using_db.empty()) belong_to(model, object, database);
    if (listening(model, Signal::post_save)) {
        event.created = !written;
        notify_save(model, Signal::post_save, object, event);
    }
}

void save_changed(const ModelInfo& model, void* object, FieldNames names, std::string_view alias) {
    const auto is_key = [&](std::string_view name) { return build::resolve_plain(model, name).final_field().primary_key; };
    // update_fields cannot have the key; Django saves everything then, too.
    if (std::any_of(names.begin(), names.end(), is_key)) names.clear();
    else
        for (const FieldInfo& field : model.fields)
            if (field.auto_now && std::find(names.begin(), names.end(), field.name) == names.end()) names.push_back(field.name);
    save_object(model, object, {.update_fields = std::move(names), .using_db = alias});
}

Erased erase_object(const ModelInfo& model, void* object) {
    InstanceState& state = state_of(model, object);
    const FieldInfo& key = model.primary_key();
    if (has_generated_key(model, object))
        throw ValueError("a " + std::string(model.name) + " without a primary key cannot be erased: it was not saved");
    db::Database& database = database_for({}, state);
    if (listening(model, Signal::pre_delete)) notify_delete(model, Signal::pre_delete, object, database);
    const std::int64_t rows =
        db::erase(query_by(model, key, read_member(*key.access, member_of(key, object)), database));
    state.stored = false;
    if (listening(model, Signal::post_delete)) notify_delete(model, Signal::post_delete, object, database);
    if (key.automatic) write_member(*key.access, member_of(key, object), Value(std::int64_t{0}));
    Erased erased{rows, {}};
    if (rows > 0) erased.per_model.emplace(model_label(model), rows);
    return erased;
}

namespace {

void* same_object(void* object) { return *static_cast<void**>(object); }

}  // namespace

void refresh_object(const ModelInfo& model, void* object, const FieldNames& names) {
    const FieldInfo& key = model.primary_key();
    if (has_generated_key(model, object))
        throw ValueError("a " + std::string(model.name) + " without a primary key cannot be refreshed: it was not saved");
    const db::Database& database = database_for({}, state_of(model, object));
    Query query = query_by(model, key, read_member(*key.access, member_of(key, object)), database);
    for (const std::string_view name : names) {
        const ResolvedPath path = build::resolve_plain(model, name);
        query.select.nodes.push_back({NodeKind::load, 0, 0, path.field, nullptr});
    }
    if (names.empty())
        for (const FieldInfo& field : model.fields)
            if (!field.has_column()) static_cast<RelatedState*>(member_of(field, object))->rows.reset();
    const FieldSet* loaded_before = state_of(model, object).loaded;
    if (db::select(query, nullptr, {&object, &same_object}) == 0)
        throw ObjectDoesNotExist(std::string(model.name) + " matching query does not exist.");
    InstanceState& state = state_of(model, object);
    if (state.loaded == nullptr) return;
    if (loaded_before == nullptr) {
        state.loaded = nullptr;
        return;
    }
    FieldSet both = *loaded_before;
    for (std::size_t i = 0; i < model.fields.size(); ++i)
        if (state.loaded->has(i)) both.add(i);
    state.loaded = db::interned(both);
}

}  // namespace nuage::detail
