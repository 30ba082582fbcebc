// SPDX-License-Identifier: MIT
// erase() of objects and of query sets.
#include <optional>

#include <nuage/db/execute.hpp>
#include <nuage/db/run.hpp>
#include <nuage/db/transaction.hpp>
#include <nuage/queryset.hpp>

#include "collector.hpp"
#include "instances.hpp"
#include "loading.hpp"

namespace nuage::detail {

namespace {

/// Collects and erases, all or nothing. A refusal comes before anything was changed: it does not spoil a transaction of
/// the caller's.
template <class F>
Erased collect_and_erase(db::Database& database, const EraseOptions& options, const ModelInfo& model, void* object, const F& find_rows) {
    std::optional<db::AtomicBlock> block;
    if (!db::in_atomic_block(database.alias())) block.emplace(database, false);
    Collector collector(database, options.keep_parents, object);
    collector.collect(model, find_rows());
    if (!block) block.emplace(database, false);
    Erased erased = collector.erase();
    block->commit();
    return erased;
}

Erased erase_unseen(const Query& query) {
    const std::int64_t rows = db::erase(query);
    Erased erased{rows, {}};
    if (rows > 0) erased.per_model.emplace(model_label(*query.model), rows);
    return erased;
}

Query query_by_key(const ModelInfo& model, const void* object, const db::Database& database) {
    Query query = plain_query(model);
    query.own_order = true;
    query.database = &database.alias();
    build::push(query.where, NodeKind::filter, 1);
    const FieldInfo& key = model.primary_key();
    build::keys(query.where, nullptr, model, key, {read_member(*key.access, static_cast<const char*>(object) + key.offset)});
    return query;
}

/// The columns that foreign keys refer to, from the object, or by a query when it does not have them all.
KeyRows row_of(const ModelInfo& model, const void* object, const db::Database& database) {
    const FieldSet* loaded = state_of(model, object).loaded;
    KeyRows row{referred_columns(model), {}};
    for (const FieldInfo* field : row.columns) {
        if (!field->primary_key && loaded != nullptr && !loaded->has(model.position(*field)))
            return select_columns(query_by_key(model, object, database), std::move(row.columns));
        row.values.push_back(read_member(*field->access, static_cast<const char*>(object) + field->offset));
    }
    return row;
}

/// A query for DELETE: neither order nor columns.
Query bare(const Query& given) {
    Query query = given;
    query.own_order = true;
    query.order.clear();
    query.distinct = false;   // a row is erased once, however often it was found
    build::clear_columns(query);
    query.prefetches = {};
    query.columns_only = false;
    return query;
}

}  // namespace

Erased erase_object(const ModelInfo& model, void* object, const EraseOptions& options) {
    InstanceState& state = state_of(model, object);
    const FieldInfo& key = model.primary_key();
    if (has_generated_key(model, object))
        throw ValueError("a " + std::string(model.name) + " without a primary key cannot be erased: it was not saved");
    db::Database& database = options.using_db.empty() ? database_for_object(model, db::Purpose::write, object) : db::database(options.using_db);
    Erased erased = can_erase_unseen(model)
                        ? erase_unseen(query_by_key(model, object, database))
                        : collect_and_erase(database, options, model, object, [&] { return row_of(model, object, database); });
    state.stored = false;
    if (key.automatic) write_member(*key.access, member_of(key, object), Value(std::int64_t{0}));
    return erased;
}

Erased erase_rows(const Query& given) {
    refuse_combined(given, "erase");
    require_unsliced(given, "erase");
    if (build::depends_on_order(given)) throw TypeError("cannot call erase() after distinct() with names");
    if (given.columns_only) throw TypeError("cannot call erase() after values() or values_list()");
    if (given.empty) return {};
    Query query = bare(given);
    if (db::is_open(query)) db::pin(query, db::route(query, db::Purpose::write));
    if (can_erase_unseen(*query.model)) return erase_unseen(query);
    return collect_and_erase(db::route(query), {}, *query.model, nullptr, [&] { return select_columns(query, referred_columns(*query.model)); });
}

std::int64_t raw_erase_rows(const Query& given) {
    refuse_combined(given, "raw_erase");
    require_unsliced(given, "raw_erase");
    return db::erase(bare(given));
}

}  // namespace nuage::detail
