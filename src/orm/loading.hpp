// SPDX-License-Identifier: MIT
// Loading what hangs on objects by a relation: one query for any number of them.
#pragma once

#include <deque>

#include <nuage/db/execute.hpp>
#include <nuage/db/peers.hpp>
#include <nuage/related.hpp>

#include "key_index.hpp"

namespace nuage::detail {

/// Related objects in memory, found by the key that relates them.
class RelatedObjects final : public db::LoadedByKey {
public:
    RelatedObjects(Ref<ObjectBlock> block, KeyIndex index, std::vector<std::uint32_t> starts)
        : LoadedByKey(&destroy_as<RelatedObjects>), block_(std::move(block)), index_(std::move(index)), starts_(std::move(starts)) {}
    [[nodiscard]] Held find(const Value& key) const override;
    [[nodiscard]] const Value* value(const Value&) const override { return nullptr; }
    [[nodiscard]] const ObjectBlock& block() const { return *block_; }

private:
    Ref<ObjectBlock> block_;
    KeyIndex index_;
    std::vector<std::uint32_t> starts_;   // by number of key; one more at the end
};

/// Loads what a relation leads to from objects with some keys.
class RelationLoad {
public:
    /// `base` is the query that the related objects are taken from.
    RelationLoad(const ModelInfo& model, const FieldInfo& relation, Query base, std::vector<Value> keys, const db::Database& database,
                 FetchMode mode);
    [[nodiscard]] Ref<RelatedObjects> run();
    /// Several that do not depend on each other, all of one database, together.
    static void run_together(std::span<RelationLoad*> loads);
    /// What run_together() has loaded.
    [[nodiscard]] Ref<RelatedObjects> result();
    /// The field of the owners, or of their foreign key, that holds the keys.
    [[nodiscard]] static const FieldInfo& key_field(const ModelInfo& model, const FieldInfo& relation);

private:
    /// Rows with the keys that came beside them.
    struct KeyedSink {
        ObjectBlock* block;
        std::vector<Value>* keys;
        Value extra{};
        bool pending = false;
        void finish();
        static void* append(void* self);
    };
    void add_to(std::vector<db::Selection>& selections);
    void restrict(Query& query, std::vector<Value> keys) const;
    const FieldInfo& relation_;
    const bool many_;
    Query base_;
    KeyIndex index_;
    std::size_t most_;
    Ref<ObjectBlock> block_;
    std::vector<Value> keys_;
    std::deque<KeyedSink> sinks_;   // stable addresses
};

/// Objects that refer to an owner by a foreign key know it: child.parent needs no query.
void tell_owner(const ModelInfo& model, const FieldInfo& relation, const void* owner, const Held& objects);
/// A query of all rows of a model by its base manager.
[[nodiscard]] Query plain_query(const ModelInfo& model);
/// The same by its default manager.
[[nodiscard]] Query default_query(const ModelInfo& model);
/// One column of the rows of a query.
[[nodiscard]] std::vector<Value> column_of(Query query, const FieldInfo& field);
/// The database an object came from, or the default one.
[[nodiscard]] db::Database& database_of_object(const ModelInfo& model, const void* object);
[[nodiscard]] inline const InstanceState& state_of(const ModelInfo& model, const void* object) {
    return *reinterpret_cast<const InstanceState*>(static_cast<const char*>(object) + model.state_offset);
}
[[nodiscard]] Value key_of_owner(const ModelInfo& model, const FieldInfo& relation, const void* object);

}  // namespace nuage::detail
