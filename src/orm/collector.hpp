// SPDX-License-Identifier: MIT
// What erase() has to erase besides the rows it was asked for, and in which order. Django's deletion.Collector.
#pragma once

#include <set>
#include <vector>

#include <nuage/db/session.hpp>
#include <nuage/erase.hpp>

#include "key_rows.hpp"

namespace nuage::detail {

/// Whether rows of a model can be erased by one DELETE without looking at them: nothing is to be done to rows that refer
/// to them. `from`: the foreign key that leads there, when it is a cascade.
[[nodiscard]] bool can_erase_unseen(const ModelInfo& model, const FieldInfo* from = nullptr);
/// A query to erase the rows of: each once, however often DISTINCT had left it. Throws TypeError for distinct() with names.
[[nodiscard]] Query one_by_one(const Query& given);
/// The columns of a model that foreign keys to it refer to, the primary key first.
[[nodiscard]] std::vector<const FieldInfo*> referred_columns(const ModelInfo& model);

/// First collects rows and what refers to them, then erases all of it. For one database and one erase().
class Collector {
public:
    /// `object`: the one object that is erased, for receivers of signals to see; nullptr for the rows of a query.
    Collector(db::Database& database, bool keep_parents, void* object = nullptr)
        : database_(database), keep_parents_(keep_parents), object_(object) {}

    /// Rows to erase, by their referred_columns(). Throws ProtectedError or RestrictedError.
    void collect(const ModelInfo& model, KeyRows rows);
    /// In an atomic block.
    Erased erase();

private:
    /// How rows came to be collected.
    struct Cause {
        const ModelInfo* source = nullptr;   // the model whose rows they refer to; nullptr: the user asked for them
        bool nullable = false;               // the reference can be ended without erasing the row
        bool as_parent = false;              // they are the parents of the rows of `source`
    };
    /// Rows of one table to be erased by their keys.
    struct Table {
        const ModelInfo* model;   // may be a proxy: counts speak of it
        std::vector<Value> keys;
        std::set<Value> known;
    };
    /// SET of a foreign key, in all rows that refer to some keys.
    struct Assignment {
        const Referrer* referrer;
        Value value;
        std::vector<Value> keys;
    };
    /// The rows of `second` must go before those of `first`.
    using Dependency = std::pair<const ModelInfo*, const ModelInfo*>;

    void collect(const ModelInfo& model, KeyRows rows, const Cause& cause);
    void collect_parents(const ModelInfo& model, const KeyRows& rows);
    void collect_referring(const ModelInfo& model, const KeyRows& rows);
    void follow(const ModelInfo& model, const Referrer& referrer, const std::vector<Value>& keys);
    void assign(const Referrer& referrer, Value value, const std::vector<Value>& keys);
    void erase_unseen(const ModelInfo& model, const KeyRows& rows, const std::vector<const Referrer*>& from);
    KeyRows add(const ModelInfo& model, KeyRows rows);
    [[nodiscard]] Table* table_of(const ModelInfo& model);
    void depend(const ModelInfo& first, const ModelInfo& second);
    void forgive_restricted();
    [[nodiscard]] std::vector<const Table*> in_order() const;
    [[nodiscard]] Query query_of(const ModelInfo& model) const;
    [[nodiscard]] std::size_t batch_size(std::size_t lists) const;
    [[nodiscard]] std::size_t rows_at_once(const ModelInfo& model) const;

    void tell(Signal signal, const ModelInfo& model, const ObjectBlock* objects) const;
    [[nodiscard]] Ref<ObjectBlock> objects_for_receivers(const Table& table) const;

    db::Database& database_;
    bool keep_parents_;
    void* object_;
    std::vector<Table> tables_;
    std::vector<Query> unseen_;
    std::vector<Assignment> assignments_;
    std::vector<Dependency> dependencies_;
    std::vector<BlockingObjects> protected_;
    std::vector<BlockingObjects> restricted_;
};

}  // namespace nuage::detail
