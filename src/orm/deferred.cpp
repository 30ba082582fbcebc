// SPDX-License-Identifier: MIT
// Fields that were not loaded with their objects.
#include <map>

#include <nuage/db/execute.hpp>
#include <nuage/db/run.hpp>

#include "instances.hpp"
#include "key_rows.hpp"
#include "loading.hpp"

namespace nuage::detail {

namespace {

/// A field's values by the keys of the objects.
class FieldValues final : public db::LoadedByKey {
public:
    FieldValues() : LoadedByKey(&destroy_as<FieldValues>) {}
    [[nodiscard]] Held find(const Value&) const override { return {}; }
    [[nodiscard]] const Value* value(const Value& key) const override {
        const auto found = values_.find(key);
        return found == values_.end() ? nullptr : &found->second;
    }
    void add(Value key, Value value) { values_.emplace(std::move(key), std::move(value)); }

private:
    std::map<Value, Value> values_;
};

Ref<FieldValues> load_values(const ModelInfo& model, const FieldInfo& field, std::vector<Value> keys, const db::Database& database) {
    Ref<FieldValues> values(new FieldValues);
    const FieldInfo& key_field = model.primary_key();
    const std::size_t most = 32700 / std::max<std::size_t>(model.key_parts.size(), 1);
    for (std::size_t from = 0; from < keys.size(); from += most) {
        Query query = plain_query(model);
        query.database = &database.alias();
        const auto begin = keys.begin() + static_cast<std::ptrdiff_t>(from);
        build::push(query.where, NodeKind::filter, 1);
        build::keys(query.where, nullptr, model, key_field,
                    std::vector<Value>(begin, begin + static_cast<std::ptrdiff_t>(std::min(most, keys.size() - from))));
        KeyRows rows = select_columns(std::move(query), {&key_field, &field});
        for (auto row = rows.values.begin(); row != rows.values.end(); row += 2) values->add(std::move(row[0]), std::move(row[1]));
    }
    return values;
}

}  // namespace

bool is_deferred(const ModelInfo& model, const void* object, std::size_t position) {
    const FieldSet* loaded = state_of(model, object).loaded;
    const FieldInfo& field = model.fields[position];
    // The parent's key is read with the child's own, and stands in no list of columns.
    return loaded != nullptr && field.has_column() && !field.key_copy && !loaded->has(position);
}

void note_loaded(const ModelInfo& model, void* object, std::size_t position) {
    InstanceState& state = state_of(model, object);
    FieldSet loaded = *state.loaded;
    loaded.add(position);
    state.loaded = db::interned(loaded);
}

void load_deferred(const ModelInfo& model, const void* object, std::size_t position, void* place) {
    const FieldInfo& field = model.fields[position];
    const FieldInfo& key_field = model.primary_key();
    const Value key = read_member(*key_field.access, static_cast<const char*>(object) + key_field.offset);
    auto* peers = static_cast<db::Peers*>(state_of(model, object).peers.get());
    const db::Database& database = database_for_object(model, db::Purpose::reload, object);
    if (peers != nullptr && peers->mode == FetchMode::raise)
        throw FieldFetchBlocked("fetching of " + std::string(model.name) + "." + std::string(field.name) +
                                " is blocked by the fetch mode of the query set");
    const Value* value = nullptr;
    Ref<FieldValues> alone;
    if (peers != nullptr && peers->mode == FetchMode::peers) {
        value = peers->loaded(field, [&] { return Ref<db::LoadedByKey>(load_values(model, field, peers->keys, database).let_go()); }).value(key);
    } else {
        alone = load_values(model, field, {key}, database);
        value = alone->value(key);
    }
    if (value == nullptr) throw ObjectDoesNotExist(none_matches(model.name));
    write_member(*field.access, place, *value);
}

}  // namespace nuage::detail
