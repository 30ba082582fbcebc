// SPDX-License-Identifier: MIT
#include "instances.hpp"

#include <nuage/db/peers.hpp>
#include <nuage/db/route.hpp>
#include <nuage/format.hpp>
#include <nuage/fields/field_traits.hpp>
#include <nuage/query/builder.hpp>

namespace nuage::detail {

namespace {

void set_to_now(const FieldInfo& field, void* object) {
    const DateTime present = now();
    void* member = member_of(field, object);
    switch (field.kind) {
        case FieldKind::datetime: write_member(*field.access, member, Value(present)); break;
        case FieldKind::date: write_member(*field.access, member, Value(std::chrono::floor<std::chrono::days>(present))); break;
        default:
            write_member(*field.access, member,
                         Value(Time(present - std::chrono::floor<std::chrono::days>(present))));
            break;
    }
}

}  // namespace

const FieldInfo* field_in_table(const ModelInfo& model, const ModelInfo& whole, const FieldInfo& field) {
    const FieldInfo* found = &field;
    if (&model != &whole) {
        const std::size_t at = model.find(field.name);
        if (at == ModelInfo::none) return nullptr;
        found = &model.fields[at];
    }
    return found->inherited ? nullptr : found;
}

bool has_generated_key(const ModelInfo& model, const void* object) {
    const FieldInfo& key = model.primary_key();
    return key.automatic && key.access->is_empty(static_cast<const char*>(object) + key.offset);
}

namespace {

db::Database* known_database(const ModelInfo& model, const void* object) {
    return static_cast<db::Database*>(const_cast<void*>(state_of(model, const_cast<void*>(object)).database));
}

/// Calls a function with what is known of the objects that were assigned to an object in no database.
template <class F>
void for_assigned(const ModelInfo& model, const void* object, F&& function) {
    for (const FieldInfo& field : model.fields) {
        if (field.kind != FieldKind::foreign_key || field.parent_link) continue;
        const auto& state = *static_cast<const ToOneState*>(member_of(field, const_cast<void*>(object)));
        const auto* source = static_cast<const db::ToOneSource*>(state.source.get());
        if (source != nullptr && source->assigned && !state.key.is_null()) function(state, *source);
    }
}

}  // namespace

db::Database& database_beside(const ModelInfo& model, db::Purpose purpose, const ModelInfo& instance_model, const void* instance) {
    if (db::sole_database != nullptr) [[likely]] return *db::sole_database;
    const db::Database* known = known_database(instance_model, instance);
    return db::route(model, purpose, {known != nullptr ? std::string_view(known->alias()) : std::string_view(), &instance_model, instance});
}

db::Database& database_for_object(const ModelInfo& model, db::Purpose purpose, const void* object) {
    if (db::sole_database != nullptr) [[likely]] return *db::sole_database;
    db::Database* known = known_database(model, object);
    if (known != nullptr) return db::route(model, purpose, {known->alias(), &model, object});
    // A new object goes where those are that it refers to.
    const db::Database* first = nullptr;
    for_assigned(model, object, [&](const ToOneState&, const db::ToOneSource& source) {
        if (first == nullptr) first = &source.database;
    });
    db::Database& chosen = db::route(model, purpose, {first != nullptr ? std::string_view(first->alias()) : std::string_view(), &model, object});
    for_assigned(model, object, [&](const ToOneState& state, const db::ToOneSource& source) {
        if (!db::relation_allowed({source.model, source.database.alias()}, {model, chosen.alias()})) throw_relation_refused(source, state.key, chosen);
    });
    return chosen;
}

void throw_relation_refused(const db::ToOneSource& source, const Value& key, const db::Database& database) {
    throw ValueError("cannot assign " + std::string(source.model.name) + "(" + key.repr() + "): it is in the database '" + source.database.alias() +
                     "', the object that would refer to it in '" + database.alias() + "', and no router allows that relation");
}

void belong_to(const ModelInfo& model, void* object, db::Database& database) {
    state_of(model, object).database = &database;
    const bool by_default = db::is_sole(database);
    for (const FieldInfo& field : model.fields) {
        if (field.kind != FieldKind::foreign_key || field.parent_link) continue;
        Ref<Counted>& source = static_cast<ToOneState*>(member_of(field, object))->source;
        const auto* known = static_cast<const db::ToOneSource*>(source.get());
        if (known != nullptr ? &known->database == &database && !known->assigned : by_default) continue;
        source = Ref<Counted>(by_default ? nullptr : new db::ToOneSource(model, field, database, FetchMode::one));
    }
}

void forget_related(const ModelInfo& model, void* object) {
    for (const FieldInfo& field : model.fields)
        if (!field.has_column()) static_cast<RelatedState*>(member_of(field, object))->rows.reset();
}

std::vector<const FieldInfo*> written_fields(const ModelInfo& model, bool without_key) {
    std::vector<const FieldInfo*> fields;
    fields.reserve(model.fields.size());
    for (const FieldInfo& field : model.fields)
        if (field.has_column() && !field.inherited && !field.is_generated && !(without_key && field.primary_key)) fields.push_back(&field);
    return fields;
}

std::vector<const FieldInfo*> plain_fields(const ModelInfo& model, const FieldNames& names) {
    std::vector<const FieldInfo*> fields;
    for (const std::string_view name : names) {
        const ResolvedPath path = build::resolve_plain(model, name);
        if (path.hop_count > 0 || path.transform_count > 0)
            throw FieldError("[F007] only fields of the model itself can be set or loaded here: '" + std::string(name) +
                             "' leads to another one");
        if (path.final_field().is_generated)
            throw FieldError("[F030] '" + std::string(name) + "' is a generated column: the database computes it, and it cannot be set.");
        fields.push_back(&path.final_field());
    }
    return fields;
}

std::string key_sentence(const ModelInfo& model, std::string_view name) {
    return "[F012] '" + std::string(name) + "' is the primary key of " + std::string(model.name) + " and cannot be updated";
}

std::vector<const FieldInfo*> named_fields(const ModelInfo& model, const FieldNames& names) {
    std::vector<const FieldInfo*> fields;
    try {
        fields = plain_fields(model, names);
    } catch (const FieldError& error) {
        throw ValueError(error.what());   // Django's save() makes no difference between a wrong name and a wrong field
    }
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i]->primary_key || fields[i]->key_copy) throw ValueError(key_sentence(model, names[i]));
    return fields;
}

void leave_to_database(std::vector<const FieldInfo*>& fields, const void* object) {
    std::erase_if(fields, [&](const FieldInfo* field) {
        return field->db_default != nullptr && field->access->is_empty(static_cast<const char*>(object) + field->offset);
    });
}

std::vector<const FieldInfo*> computed_fields(const ModelInfo& model, const std::vector<const FieldInfo*>& written) {
    std::vector<const FieldInfo*> fields;
    for (const FieldInfo& field : model.fields)
        if (is_computed(field, written)) fields.push_back(&field);
    return fields;
}

void read_computed(Statement& statement, int first_column, const std::vector<const FieldInfo*>& fields, void* object) {
    for (const FieldInfo* field : fields)
        write_member(*field->access, member_of(*field, object), statement.value(first_column++, value_kind_of(value_field(*field).kind)));
}

void prepare_for_insert(const ModelInfo& model, void* object) {
    for (const FieldInfo& field : model.fields) {
        if (field.inherited) continue;
        if (field.auto_now || field.auto_now_add) set_to_now(field, object);
        if (field.apply_default == nullptr || field.access->is_empty == nullptr) continue;
        void* member = member_of(field, object);
        if (field.access->is_empty(member)) field.apply_default(member);
    }
}

void prepare_for_update(const ModelInfo&, void* object, const std::vector<const FieldInfo*>& fields) {
    for (const FieldInfo* field : fields)
        if (field->auto_now) set_to_now(*field, object);
}

namespace {

/// NULL for a key that the database has still to generate.
Value key_value(const ModelInfo& model, const void* object) {
    const FieldInfo& key = model.primary_key();
    if (has_generated_key(model, object)) return {};
    // Of the other keys that are empty (a text, a UUID yet to be made) only a row can say that they are real.
    const void* member = static_cast<const char*>(object) + key.offset;
    const auto& state = *reinterpret_cast<const InstanceState*>(static_cast<const char*>(object) + model.state_offset);
    if (!state.stored && key.access->is_empty != nullptr && key.access->is_empty(member)) return {};
    return read_member(*key.access, member);
}

}  // namespace

bool same_row(const ModelInfo& model, const void* object, const ModelInfo& other_model, const void* other) {
    if (object == other && &model == &other_model) return true;
    if (&model != &other_model && table_name(model) != table_name(other_model)) return false;
    const Value key = key_value(model, object);
    return !key.is_null() && key == key_value(other_model, other);
}

namespace {

std::size_t hash_of(const Value& key) {
    switch (key.kind()) {
        case ValueKind::row: {
            std::size_t hash = 0;
            for (const Value& part : key.row()) hash = hash * 1000003 + hash_of(part);
            return hash;
        }
        case ValueKind::text: case ValueKind::bytes: case ValueKind::json: case ValueKind::ip:
            return std::hash<std::string>()(key.text());
        // What has no integer inside.
        case ValueKind::real: case ValueKind::decimal: case ValueKind::uuid: return std::hash<std::string>()(key.repr());
        default: return std::hash<std::int64_t>()(key.integer());
    }
}

}  // namespace

std::size_t hash_object(const ModelInfo& model, const void* object) {
    const Value key = key_value(model, object);
    if (key.is_null()) throw TypeError("a " + std::string(model.name) + " without a primary key has no hash: save it first");
    return hash_of(key);
}

Value key_for(const ModelInfo& model, const void* object, const char* method) {
    Value key = key_value(model, object);
    if (key.is_null())
        throw ValueError(std::string(method) + "() cannot be used on a " + std::string(model.name) + " that was not saved");
    return key;
}

std::string object_label(const ModelInfo& model, const void* object) {
    const Value key = key_value(model, object);
    const bool text = key.kind() == ValueKind::text;
    return std::string(model.name) + '(' + (key.is_null() ? "None" : text ? key.text() : key.repr()) + ')';
}

std::string_view database_alias(const InstanceState& state) {
    return state.database != nullptr ? std::string_view(static_cast<const db::Database*>(state.database)->alias()) : std::string_view();
}

std::string_view display_of(const FieldInfo& field, const void* member) {
    Value value;
    try {
        value = read_member(*field.access, member);
    } catch (const DataError&) {
        return {};
    }
    for (const Choice& choice : field.choices) {
        if (value.kind() == ValueKind::text && choice.stored == value.text()) return choice.label;
        if (value.kind() == ValueKind::integer && choice.number == value.integer()) return choice.label;
    }
    return {};
}

}  // namespace nuage::detail
