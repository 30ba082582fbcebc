// SPDX-License-Identifier: MIT
#include "instances.hpp"

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

std::vector<const FieldInfo*> written_fields(const ModelInfo& model, bool without_key) {
    std::vector<const FieldInfo*> fields;
    fields.reserve(model.fields.size());
    for (const FieldInfo& field : model.fields)
        if (field.has_column() && !field.inherited && !field.is_generated && !(without_key && field.primary_key)) fields.push_back(&field);
    return fields;
}

std::vector<const FieldInfo*> named_fields(const ModelInfo& model, const FieldNames& names) {
    std::vector<const FieldInfo*> fields;
    for (const std::string_view name : names) {
        const ResolvedPath path = build::resolve_plain(model, name);
        if (path.hop_count > 0 || path.transform_count > 0)
            throw FieldError("[F007] only fields of the model itself can be set or loaded here: '" + std::string(name) +
                             "' leads to another one");
        const FieldInfo& field = path.final_field();
        if (field.primary_key || field.key_copy)
            throw FieldError("[F012] '" + std::string(name) + "' is the primary key of " + std::string(model.name) +
                             " and cannot be updated");
        if (field.is_generated)
            throw FieldError("[F030] '" + std::string(name) + "' is a generated column: the database computes it, and it cannot be set.");
        fields.push_back(&field);
    }
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

}  // namespace nuage::detail
