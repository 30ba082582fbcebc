// SPDX-License-Identifier: MIT
#include "instances.hpp"

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

bool has_generated_key(const ModelInfo& model, const void* object) {
    const FieldInfo& key = model.primary_key();
    return key.automatic && key.access->is_empty(static_cast<const char*>(object) + key.offset);
}

std::vector<const FieldInfo*> written_fields(const ModelInfo& model, bool without_key) {
    std::vector<const FieldInfo*> fields;
    fields.reserve(model.fields.size());
    for (const FieldInfo& field : model.fields)
        if (field.has_column() && !(without_key && field.primary_key)) fields.push_back(&field);
    return fields;
}

std::vector<const FieldInfo*> plain_fields(const ModelInfo& model, const FieldNames& names) {
    std::vector<const FieldInfo*> fields;
    for (const std::string_view name : names) {
        const ResolvedPath path = build::resolve_plain(model, name);
        if (path.hop_count > 0 || path.transform_count > 0)
            throw FieldError("[F007] only fields of the model itself can be set or loaded here: '" + std::string(name) +
                             "' leads to another one");
        fields.push_back(&path.final_field());
    }
    return fields;
}

std::string key_sentence(const ModelInfo& model, std::string_view name) {
    return "[F012] '" + std::string(name) + "' is the primary key of " + std::string(model.name) + " and cannot be updated";
}

std::vector<const FieldInfo*> named_fields(const ModelInfo& model, const FieldNames& names) {
    std::vector<const FieldInfo*> fields = plain_fields(model, names);
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i]->primary_key) throw FieldError(key_sentence(model, names[i]));
    return fields;
}

void prepare_for_insert(const ModelInfo& model, void* object) {
    for (const FieldInfo& field : model.fields) {
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
