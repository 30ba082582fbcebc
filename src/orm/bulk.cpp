// SPDX-License-Identifier: MIT
#include "bulk.hpp"

#include <algorithm>

#include <nuage/db/transaction.hpp>
#include <nuage/save.hpp>
#include <nuage/sql/dialect.hpp>

#include "row_expressions.hpp"

namespace nuage::detail {

namespace {

/// What to do about conflicts, by the options: Django's rules.
struct Conflicts {
    sql::ConflictAction action = sql::ConflictAction::fail;
    std::vector<const FieldInfo*> target;
    std::vector<const FieldInfo*> updated;

    [[nodiscard]] sql::OnConflict sql() const { return {action, target, updated}; }
};

[[noreturn]] void refuse(const Dialect& dialect, const char* what) {
    throw NotSupportedError(std::string(what) + " is not possible on this database", {{}, std::string(dialect.name()), {}});
}

void require_update_fields(const ModelInfo& model, const Conflicts& conflicts, const BulkOptions& options) {
    if (conflicts.updated.empty()) throw ValueError("update_conflicts wants update_fields: those that a row in conflict gets");
    for (std::size_t i = 0; i < conflicts.updated.size(); ++i)
        if (conflicts.updated[i]->primary_key) throw ValueError(key_sentence(model, options.update_fields[i]));
}

Conflicts conflicts_of(const ModelInfo& model, const Dialect& dialect, const BulkOptions& options) {
    Conflicts conflicts;
    conflicts.target = plain_fields(model, options.unique_fields);
    conflicts.updated = plain_fields(model, options.update_fields);
    if (const auto key = std::find(conflicts.target.begin(), conflicts.target.end(), model.composite_key);
        !model.key_parts.empty() && key != conflicts.target.end()) {
        conflicts.target.erase(key);
        for_key_fields(model, [&](const FieldInfo& part) { conflicts.target.push_back(&part); });
    }
    const Features& features = dialect.features();
    if (options.ignore_conflicts && options.update_conflicts)
        throw ValueError("ignore_conflicts and update_conflicts exclude each other");
    if (options.ignore_conflicts) {
        if (!features.ignore_conflicts) refuse(dialect, "ignore_conflicts");
        conflicts.action = sql::ConflictAction::ignore;
    } else if (options.update_conflicts) {
        if (!features.update_conflicts) refuse(dialect, "update_conflicts");
        require_update_fields(model, conflicts, options);
        if (!features.conflict_target && !conflicts.target.empty()) refuse(dialect, "update_conflicts with unique_fields");
        if (features.conflict_target && conflicts.target.empty())
            throw ValueError("update_conflicts wants unique_fields: those of the unique constraint that finds the row in conflict");
        conflicts.action = sql::ConflictAction::update;
    }
    return conflicts;
}

/// Objects that are inserted alike: all with a key, or all waiting for one.
struct Group {
    std::vector<void*> objects;
    bool generates_keys;
    std::ptrdiff_t expressions;   ///< of Objects

    [[nodiscard]] const Clause& expressions_of(const void* object) const {
        static const Clause none;
        return expressions == 0 ? none : *reinterpret_cast<const Clause*>(static_cast<const char*>(object) + expressions);
    }
};

/// Fields of some rows that get an expression in one of them at least.
std::vector<const FieldInfo*> assigned_in(const ModelInfo& model, std::span<void* const> objects, const Group& group) {
    std::vector<const FieldInfo*> fields;
    if (group.expressions == 0) return fields;
    for (const void* object : objects)
        for (const FieldInfo* field : assigned_fields(model, group.expressions_of(object)))
            if (std::find(fields.begin(), fields.end(), field) == fields.end()) fields.push_back(field);
    return fields;
}
/// Parameters that a row has at most.
std::size_t params_per_row(std::size_t columns, std::span<void* const> objects, const Group& group) {
    if (group.expressions == 0) return columns;
    std::size_t most = 0;
    for (const void* object : objects) most = std::max(most, group.expressions_of(object).values.size());
    return columns + most;
}

/// Writes the keys that one INSERT generated into its objects, where they are consecutive.
void count_keys(const db::Session& session, const FieldInfo& key, std::span<void* const> objects) {
    std::int64_t next = session.connection->last_insert_id() - static_cast<std::int64_t>(objects.size()) + 1;
    for (void* object : objects) write_member(*key.access, member_of(key, object), Value(next++));
}

/// How the keys of a group come back.
enum class Keys { none, returned, counted };

Keys keys_of(const Group& group, const Features& features, const Conflicts& conflicts) {
    if (!group.generates_keys || conflicts.action == sql::ConflictAction::ignore) return Keys::none;
    const bool upsert = conflicts.action == sql::ConflictAction::update;   // rows that are there keep their keys
    if (features.consecutive_keys && !upsert) return Keys::counted;
    return features.returning ? Keys::returned : Keys::none;
}

void insert_batches(const ModelInfo& model, db::Database& database, std::span<void* const> objects, const Group& group, const BulkOptions& options,
                    const Conflicts& conflicts) {
    std::vector<const FieldInfo*> fields = written_fields(model, group.generates_keys);
    leave_to_database(fields, model, objects.front(), group.expressions_of(objects.front()));
    const bool ignores = conflicts.action == sql::ConflictAction::ignore;
    std::vector<const FieldInfo*> computed = ignores ? std::vector<const FieldInfo*>() : computed_fields(model, fields);
    const std::vector<const FieldInfo*> assigned = assigned_in(model, objects, group);
    const std::vector<BoundField> columns = bound(fields);
    const Features& features = database.dialect().features();
    const FieldInfo& key = model.primary_key();
    const Keys keys = keys_of(group, features, conflicts);
    const bool known = features.returning && !ignores;
    if (known) computed.insert(computed.end(), assigned.begin(), assigned.end());
    // A row without columns cannot stand in a list of rows.
    const std::size_t batch = columns.empty() ? 1 : rows_per_statement(features, options.batch_size, params_per_row(columns.size(), objects, group));
    MemberParams params;
    params.reserve(std::min(batch, group.objects.size()) * columns.size());
    for (std::size_t from = 0; from < objects.size(); from += batch) {
        const std::span<void* const> rows = objects.subspan(from, std::min(batch, objects.size() - from));
        const FieldInfo* returning = keys == Keys::returned ? &key : nullptr;
        params.clear();
        Clause values;
        for (void* object : rows) {
            if (!assigned.empty()) add_assignments(values, model, object, fields, group.expressions_of(object));
            else
                for (const BoundField& column : columns) params.add(column, object);
        }
        db::with_session(database, false, [&](db::Session& session) {
            db::CachedStatement& cached =
                assigned.empty() ? db::prepared_fields(session, database, db::Operation::insert, model, fields,
                                                       static_cast<std::uint32_t>(rows.size()), returning, conflicts.sql())
                                 : db::prepared_values(session, database, model, fields, values,
                                                       known ? returned_fields(features, returning, computed) : std::vector<const FieldInfo*>(),
                                                       conflicts.sql());
            db::Params bound;
            if (!assigned.empty()) db::bind(bound, cached, {{nullptr, nullptr, nullptr, &values}});
            return db::run(session, cached, assigned.empty() ? params.params() : bound, [&](Statement& statement, db::Watch& watch) {
                const bool returns_key = keys == Keys::returned;
                if (returns_key || (!computed.empty() && features.returning)) {
                    for (void* object : rows) {
                        if (!statement.next()) throw DatabaseError("INSERT returned fewer rows than it was given");
                        if (returns_key) write_member(*key.access, member_of(key, object), statement.value(0, ValueKind::integer));
                        read_computed(statement, returns_key ? 1 : 0, computed, object);
                    }
                    watch.rows(static_cast<std::int64_t>(rows.size()));
                }
                if (keys == Keys::counted) count_keys(session, key, rows);
                return rows.size();
            });
        });
        if (assigned.empty()) continue;
        for (void* object : rows) note_written(model, object, assigned_fields(model, group.expressions_of(object)), known);
    }
}

/// The objects of a group as a driver takes them for loading.
struct Loading {
    const FieldInfo& key;
    std::span<void* const> objects;
    std::vector<BoundField> columns;
    MemberParams params{};

    static std::span<const Param> row(void* self, std::size_t number) {
        auto& loading = *static_cast<Loading*>(self);
        loading.params.clear();
        for (const BoundField& column : loading.columns) loading.params.add(column, loading.objects[number]);
        return loading.params.params();
    }
    static void set_key(void* self, std::size_t number, std::int64_t key) {
        const auto& loading = *static_cast<const Loading*>(self);
        write_member(*loading.key.access, member_of(loading.key, loading.objects[number]), Value(key));
    }
};

/// Loads objects by the database's own way for many rows, if it has one and they are enough for it.
bool load(const ModelInfo& model, db::Database& database, const Group& group, const BulkOptions& options) {
    const std::size_t enough = database.dialect().features().bulk_load_rows;
    const std::size_t rows = options.batch_size != 0 ? std::min(options.batch_size, group.objects.size()) : group.objects.size();
    if (enough == 0 || rows < enough || !assigned_in(model, group.objects, group).empty()) return false;
    // What the database computes comes back from an INSERT only.
    const auto is_left_out = [](const FieldInfo& field) { return field.is_generated || field.db_default != nullptr; };
    if (std::any_of(model.fields.begin(), model.fields.end(), is_left_out)) return false;
    const std::vector<const FieldInfo*> fields = written_fields(model, false);
    const FieldInfo& key = model.primary_key();
    Loading loading{key, group.objects, bound(fields)};
    return db::with_session(database, false, [&](db::Session& session) {
        return session.connection->bulk_load({.model = model,
                                              .fields = fields,
                                              .rows = group.objects.size(),
                                              .generated = group.generates_keys ? &key : nullptr,
                                              .objects = &loading,
                                              .row = &Loading::row,
                                              .set_key = &Loading::set_key});
    });
}

/// Calls a function with the runs of objects that leave the same columns to the database.
template <class F>
void for_alike(const ModelInfo& model, const Group& group, F&& function) {
    const std::span<void* const> objects = group.objects;
    auto left_out = [&](const void* object) {
        FieldSet set;
        for (const FieldInfo& field : model.fields)
            if (field.db_default != nullptr && field.access->is_empty(static_cast<const char*>(object) + field.offset) &&
                !assigns(group.expressions_of(object), model.position(field)))
                set.add(model.position(field));
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

void insert(const ModelInfo& model, db::Database& database, const Group& group, const BulkOptions& options,
            const Conflicts& conflicts) {
    if (group.objects.empty()) return;
    if (conflicts.action == sql::ConflictAction::fail && load(model, database, group, options)) return;
    for_alike(model, group, [&](std::span<void* const> run) { insert_batches(model, database, run, group, options, conflicts); });
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
    const Conflicts conflicts = conflicts_of(model, database.dialect(), options);
    Group with_key{{}, false, objects.expressions};
    Group without_key{{}, true, objects.expressions};
    without_key.objects.reserve(objects.count);
    for (std::size_t i = 0; i < objects.count; ++i) {
        void* object = object_at(objects, i);
        require_constants(model, with_key.expressions_of(object));
        prepare_for_insert(model, object);
        (has_generated_key(model, object) ? without_key : with_key).objects.push_back(object);
    }
    KeyGuard guard(model.primary_key(), without_key.objects);
    db::AtomicBlock block(database, false);
    insert(model, database, with_key, options, conflicts);
    insert(model, database, without_key, options, conflicts);
    block.commit();
    guard.keep();
    for (std::size_t i = 0; i < objects.count; ++i) {
        void* object = object_at(objects, i);
        // Whose key is not known cannot be told from one that was left out.
        if (has_generated_key(model, object)) continue;
        state_of(model, object).stored = true;
        belong_to(model, object, database);
        bind_relations(model, static_cast<char*>(objects.first) + i * objects.stride);
    }
}

}  // namespace nuage::detail
