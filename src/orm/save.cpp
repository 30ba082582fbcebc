// SPDX-License-Identifier: MIT
#include <nuage/save.hpp>

#include <algorithm>

#include <nuage/db/execute.hpp>
#include <nuage/db/transaction.hpp>
#include <nuage/sql/dialect.hpp>

#include "instances.hpp"
#include "member_params.hpp"
#include "row_expressions.hpp"
#include "signals.hpp"

namespace nuage::detail {

namespace {

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

void* this_object(void* object) { return *static_cast<void**>(object); }

}  // namespace

void select_computed(const ModelInfo& model, void* object, const db::Database& database, const std::vector<const FieldInfo*>& fields) {
    const FieldInfo& key = model.primary_key();
    Query query = query_by(model, key, read_member(*key.access, member_of(key, object)), database);
    for (const FieldInfo* field : fields)
        query.select.nodes.push_back({NodeKind::load, 0, 0, static_cast<std::uint32_t>(model.position(*field)), nullptr});
    const FieldSet* loaded = state_of(model, object).loaded;
    db::select(query, nullptr, {&object, &this_object});
    state_of(model, object).loaded = loaded;
}

namespace {

std::vector<const FieldInfo*> generated_fields(const ModelInfo& model) {
    std::vector<const FieldInfo*> fields;
    for (const FieldInfo& field : model.fields)
        if (field.is_generated && !field.inherited) fields.push_back(&field);
    return fields;
}

/// `expressions` are those of this table.
void insert_as_is(const ModelInfo& model, void* object, db::Database& database, const Clause& expressions) {
    const FieldInfo* generated = has_generated_key(model, object) ? &model.primary_key() : nullptr;
    std::vector<const FieldInfo*> fields = written_fields(model, generated != nullptr);
    leave_to_database(fields, model, object, expressions);
    std::vector<const FieldInfo*> computed = computed_fields(model, fields);
    MemberParams params;
    Clause row;
    if (!expressions.empty()) add_assignments(row, model, object, fields, expressions);
    else
        for (const FieldInfo* field : fields) params.add(BoundField(*field), object);
    const Features& features = database.dialect().features();
    const FieldInfo* returning = generated != nullptr && features.returning && !features.consecutive_keys ? generated : nullptr;
    if (features.returning)
        for (const FieldInfo* field : assigned_fields(model, expressions)) computed.push_back(field);
    db::with_session(database, false, [&](db::Session& session) {
        db::CachedStatement& cached =
            row.empty() ? db::prepared_fields(session, database, db::Operation::insert, model, fields, 1, returning)
                        : db::prepared_values(session, database, model, fields, row, returned_fields(features, returning, computed));
        db::Params bound;
        if (!row.empty()) db::bind(bound, cached, {{nullptr, nullptr, nullptr, &row}});
        return db::run(session, cached, row.empty() ? params.params() : bound, [&](Statement& statement, db::Watch& watch) {
            if ((returning != nullptr || !computed.empty()) && features.returning) {
                watch.rows(statement.next() ? 1 : 0);
                read_computed(statement, returning != nullptr ? 1 : 0, computed, object);
            }
            if (returning != nullptr) {
                write_member(*generated->access, member_of(*generated, object), statement.value(0, ValueKind::integer));
            } else if (generated != nullptr) {
                write_member(*generated->access, member_of(*generated, object), Value(session.connection->last_insert_id()));
            }
            return 1;
        });
    });
    if (!computed.empty() && !features.returning) select_computed(model, object, database, computed);
}

void insert(const ModelInfo& model, void* object, db::Database& database, const Clause& expressions) {
    require_constants(model, expressions);
    prepare_for_insert(model, object);
    insert_as_is(model, object, database, expressions);
}

std::int64_t update(const ModelInfo& model, void* object, db::Database& database, const std::vector<const FieldInfo*>& fields,
                    const Clause& expressions) {
    if (!expressions.empty()) return update_by_expressions(model, object, database, fields, expressions);
    MemberParams params;
    for (const FieldInfo* field : fields) params.add(BoundField(*field), object);
    for_key_fields(model, [&](const FieldInfo& key) { params.add(BoundField(key), object); });
    const std::vector<const FieldInfo*> computed = generated_fields(model);
    const bool returns = !computed.empty() && database.dialect().features().update_returning;
    const std::int64_t rows = db::with_session(database, false, [&](db::Session& session) -> std::int64_t {
        db::CachedStatement& cached =
            db::prepared_fields(session, database, db::Operation::update_row, model, fields, 1, nullptr);
        return db::run(session, cached, params.params(), [&](Statement& statement, db::Watch& watch) -> std::int64_t {
            if (!returns) return statement.affected_rows();
            const bool updated = statement.next();
            watch.rows(updated ? 1 : 0);
            if (updated) read_computed(statement, 0, computed, object);
            return updated ? 1 : 0;
        });
    });
    if (rows > 0 && !computed.empty() && !returns) select_computed(model, object, database, computed);
    return rows;
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

/// One save(), over as many tables as the model has parents.
class Save {
public:
    Save(const ModelInfo& model, void* object, const SaveOptions& options, const Clause& expressions)
        : model_(model), object_(object), options_(options), expressions_(expressions), state_(state_of(model, object)),
          database_(options.using_db.empty() ? database_for_object(model, db::Purpose::write, object) : db::database(options.using_db)),
          by_name_(options.update_fields.has_value()),
          named_(by_name_ ? named_fields(model, *options.update_fields) : std::vector<const FieldInfo*>()) {}

    void run() {
        SaveEvent event{.using_db = database_.alias()};
        if (by_name_) event.update_fields = *options_.update_fields;
        if (listening(model_, Signal::pre_save)) notify_save(model_, Signal::pre_save, object_, event);
        if (has_parent(model_)) event.created = save_with_parents();
        else event.created = save_table(model_, object_, options_.force_insert);
        state_.stored = true;
        const Features& features = database_.dialect().features();
        // Of a new child the parent's row may have been there.
        const bool returned = features.update_returning || (event.created && features.returning && !has_parent(model_));
        note_written(model_, object_, assigned_fields(model_, expressions_), returned);
        // An object that was copied from another one has what was loaded for that.
        if (event.created) forget_related(model_, object_);
        bind_relations(model_, object_);
        belong_to(model_, object_, database_);
        if (listening(model_, Signal::post_save)) notify_save(model_, Signal::post_save, object_, event);
    }

private:
    /// True when the row was inserted.
    bool save_with_parents() {
        const bool new_key = has_generated_key(model_, object_);
        try {
            db::AtomicBlock block(database_, false);
            const bool inserted = save_tables(model_, object_);
            block.commit();
            return inserted;
        } catch (...) {
            // The parent's row is gone again, and with it the key.
            const FieldInfo& key = model_.primary_key();
            if (new_key) write_member(*key.access, member_of(key, object_), Value(std::int64_t{0}));
            throw;
        }
    }
    /// The parents' rows first, since the key comes from there. A new one has no row of the child yet.
    bool save_tables(const ModelInfo& model, void* object) {
        bool inserts = &model == &model_ && options_.force_insert;
        if (has_parent(model) && save_tables(model.base(), parent_part(model, object))) inserts = true;
        return save_table(model, object, inserts);
    }

    /// True when the row was inserted.
    bool save_table(const ModelInfo& model, void* object, bool force_insert) {
        // A key that a default still has to fill in names no row either.
        const FieldInfo& key = model.primary_key();
        const bool awaits_default = !state_.stored && key.apply_default != nullptr && key.access->is_empty(member_of(key, object));
        const bool has_key = !has_generated_key(model, object) && !awaits_default;
        if (!force_insert && has_key) {
            const std::vector<const FieldInfo*> fields = fields_of(model);
            if (by_name_ && fields.empty()) return false;
            // The time of insertion belongs to the INSERT, which may still follow for an object that was not loaded.
            prepare_for_update(model, object, fields);
            const Clause expressions = expressions_of_table(model, model_, expressions_);
            if (fields.empty() ? row_exists(model, object, database_) : update(model, object, database_, fields, expressions) > 0) return false;
            if (by_name_ || options_.force_update)
                throw DatabaseError(options_.force_update ? "forced update did not affect any rows"
                                                          : "save() with update_fields did not affect any rows");
        } else if (options_.force_update || by_name_) {
            throw ValueError("cannot update a " + std::string(model.name) + " that has no primary key");
        }
        insert(model, object, database_, expressions_of_table(model, model_, expressions_));
        return true;
    }

    /// What is written of a table: of members that were not loaded there is no value to write.
    [[nodiscard]] std::vector<const FieldInfo*> fields_of(const ModelInfo& model) const {
        std::vector<const FieldInfo*> fields;
        if (by_name_) {
            for (const FieldInfo* field : named_)
                if (const FieldInfo* own = field_in_table(model, model_, *field)) fields.push_back(own);
            return fields;
        }
        fields = written_fields(model, true);
        if (state_.loaded != nullptr)
            std::erase_if(fields, [&](const FieldInfo* field) {
                return !state_.loaded->has(&model == &model_ ? model.position(*field) : model_.find(field->name)) && !field->auto_now;
            });
        return fields;
    }

    const ModelInfo& model_;
    void* object_;
    const SaveOptions& options_;
    const Clause& expressions_;   ///< assignments to fields of the model
    InstanceState& state_;
    db::Database& database_;
    const bool by_name_;
    std::vector<const FieldInfo*> named_;   ///< of update_fields
};

}  // namespace

void save_object(const ModelInfo& model, void* object, const SaveOptions& options, const Clause& expressions) {
    const bool named = options.update_fields.has_value();
    if (options.force_insert && (options.force_update || named))
        throw ValueError("save() cannot be forced to insert and to update at once");
    if (named && options.update_fields->empty()) return;
    Save(concrete_model(model), object, options, expressions).run();
}

void save_changed(const ModelInfo& model, void* object, FieldNames names, std::string_view alias, const Clause& expressions) {
    const auto is_key = [&](std::string_view name) { return build::resolve_plain(model, name).final_field().primary_key; };
    // update_fields cannot have the key; Django saves everything then, too.
    if (std::any_of(names.begin(), names.end(), is_key)) return save_object(model, object, {.using_db = alias}, expressions);
    for (const FieldInfo& field : model.fields)
        if (field.auto_now && std::find(names.begin(), names.end(), field.name) == names.end()) names.push_back(field.name);
    save_object(model, object, {.update_fields = std::move(names), .using_db = alias}, expressions);
}

void save_raw(const ModelInfo& model, void* object, db::Database& database) {
    const std::vector<const FieldInfo*> fields = written_fields(model, true);
    const bool known = !has_generated_key(model, object) &&
                       (fields.empty() ? row_exists(model, object, database) : update(model, object, database, fields, {}) > 0);
    if (!known) insert_as_is(model, object, database, {});
    state_of(model, object).stored = true;
    belong_to(model, object, database);
}

void refresh_object(const ModelInfo& model, void* object, const FieldNames& names) {
    const FieldInfo& key = model.primary_key();
    if (has_generated_key(model, object))
        throw ValueError("a " + std::string(model.name) + " without a primary key cannot be refreshed: it was not saved");
    const db::Database& database = database_for_object(model, db::Purpose::reload, object);
    Query query = query_by(model, key, read_member(*key.access, member_of(key, object)), database);
    for (const std::string_view name : names) {
        const ResolvedPath path = build::resolve_plain(model, name);
        query.select.nodes.push_back({NodeKind::load, 0, 0, path.is_composite() ? path.part(0).field : path.field, nullptr});
    }
    if (names.empty()) forget_related(model, object);
    const FieldSet* loaded_before = state_of(model, object).loaded;
    if (db::select(query, nullptr, {&object, &this_object}) == 0)
        throw ObjectDoesNotExist(none_matches(model.name));
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
