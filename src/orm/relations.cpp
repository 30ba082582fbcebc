// SPDX-License-Identifier: MIT
// Relation members by their state alone.
#include <nuage/relations.hpp>

#include <nuage/model.hpp>

namespace nuage::detail {

namespace {

ToOneState& to_one(void* member) { return *static_cast<ToOneState*>(member); }

const void* key_of_relation(const void* member) {
    const Value& key = static_cast<const ToOneState*>(member)->key;
    return key.is_null() ? nullptr : &key;
}
/// Another key: what was loaded belongs to the old one.
void* key_place(void* member) {
    to_one(member).object.reset();
    return &to_one(member).key;
}
void clear_key(void* member) { *static_cast<Value*>(key_place(member)) = Value(); }
bool has_no_key(const void* member) { return static_cast<const ToOneState*>(member)->key.is_null(); }

}  // namespace

constinit const Access to_one_access{Storage::value, ValueKind::null, true, &key_of_relation, &key_place, &clear_key, nullptr, nullptr, &has_no_key};

const void* to_one_object(const void* member) { return static_cast<const ToOneState*>(member)->object.first(); }
void to_one_none(void* member) { to_one(member).object.set({}); }
const void* related_object(const void* member) { return static_cast<const RelatedState*>(member)->rows.first(); }
void related_none(void* member) { static_cast<RelatedState*>(member)->rows.set({}); }

void bind_relations(const ModelInfo& model, void* object) {
    for (const FieldInfo& field : model.fields)
        if (field.kind == FieldKind::many_to_many)
            static_cast<ManyToManyState*>(static_cast<void*>(static_cast<char*>(object) + field.offset))->field = &field;
}

RelatedOwner many_to_many_owner(const ManyToManyState& state) {
    if (state.field == nullptr) throw ValueError("a many-to-many relation can be used once its object was saved or loaded");
    // A child's field is its parent's: the row it speaks of is the parent's, too.
    const FieldInfo& field = *state.field->through().field;
    return {*state.field->through().source_model, field, reinterpret_cast<const char*>(&state) - field.offset};
}

}  // namespace nuage::detail
