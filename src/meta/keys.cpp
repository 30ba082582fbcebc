// SPDX-License-Identifier: MIT
// Primary keys of several fields.
#include <nuage/meta/errors.hpp>
#include <nuage/meta/model_info.hpp>

namespace nuage {

Value read_key(const ModelInfo& model, const void* object) {
    std::vector<Value> values;
    values.reserve(model.key_parts.size());
    for (const std::uint16_t part : model.key_parts) {
        const FieldInfo& field = model.fields[part];
        values.push_back(read_member(*field.access, static_cast<const char*>(object) + field.offset));
        if (values.back().is_null()) return {};
    }
    return Value::row(std::move(values));
}

void write_key(const ModelInfo& model, void* object, const Value& key) {
    if (key.kind() != ValueKind::row || key.row().size() != model.key_parts.size())
        throw DataError("the primary key of " + std::string(model.name) + " has " + std::to_string(model.key_parts.size()) +
                        " fields; it was given " + key.repr());
    for (std::size_t i = 0; i < key.row().size(); ++i) {
        const FieldInfo& field = model.fields[model.key_parts[i]];
        write_member(*field.access, static_cast<char*>(object) + field.offset, key.row()[i]);
    }
}

bool is_key_empty(const ModelInfo& model, const void* object) {
    bool unset = true;
    for (const std::uint16_t part : model.key_parts) {
        const FieldInfo& field = model.fields[part];
        const void* member = static_cast<const char*>(object) + field.offset;
        if (read_member(*field.access, member).is_null()) return true;
        unset = unset && field.access->is_empty != nullptr && field.access->is_empty(member);
    }
    return unset;
}

}  // namespace nuage
