// SPDX-License-Identifier: MIT
#include <nuage/returning.hpp>

#include <algorithm>
#include <optional>

#include <nuage/db/execute.hpp>
#include <nuage/db/run.hpp>
#include <nuage/db/transaction.hpp>
#include <nuage/sql/dialect.hpp>

#include "collector.hpp"
#include "instances.hpp"

namespace nuage::detail {

namespace {

Query settled(const Query& given, const char* method) {
    refuse_combined(given, method);
    require_unsliced(given, method);
    Query query = given;
    if (db::is_open(query)) db::pin(query, db::route(query, db::Purpose::write));
    return query;
}

/// The columns that `load` nodes name, as those of a SELECT from the table alone. Objects have all of theirs.
Query selecting(const Query& query) {
    Query rows = query;
    rows.where.clear();
    rows.select.clear();
    if (!query.columns_only) return rows;
    for (const Node* node = query.select.nodes.begin(); node != query.select.nodes.end(); node += subtree_size(node)) {
        if (node->kind != NodeKind::load) continue;
        build::push(rows.select, NodeKind::column, 1);
        rows.select.nodes.push_back({NodeKind::path, 0, 0, node->arg, nullptr});
    }
    return rows;
}

/// Reads rows by their keys, as many at a time as a statement takes, and locks them where the database can.
void read_by_keys(const Query& query, const std::vector<Value>& keys, const db::Database& database, const RowPlan* layout, RowSink sink) {
    const ModelInfo& model = *query.model;
    Query rows = selecting(query);
    rows.lock |= lock_rows;
    const std::size_t parts = std::max<std::size_t>(model.key_parts.size(), 1);
    const std::size_t most = std::min<std::size_t>(database.dialect().features().max_parameters / (2 * parts), 10000);
    for (std::size_t from = 0; from < keys.size(); from += most) {
        const auto begin = keys.begin() + static_cast<std::ptrdiff_t>(from);
        const auto end = begin + static_cast<std::ptrdiff_t>(std::min(most, keys.size() - from));
        rows.where.clear();
        build::push(rows.where, NodeKind::filter, 1);
        build::keys(rows.where, nullptr, model, model.primary_key(), std::vector<Value>(begin, end));
        db::select(rows, layout, sink);
    }
}

}  // namespace

Query returning_query(const Query& given) {
    Query query = given;
    query.own_order = true;
    query.order.clear();
    query.prefetches = {};
    query.at_most_one = false;
    query.lock = 0;
    build::clear_columns(query);
    build::drop(query.select, NodeKind::lock_of);
    return query;
}

void add_all_loads(Query& query) {
    for (std::size_t i = 0; i < query.model->fields.size(); ++i)
        if (query.model->fields[i].has_column()) query.select.nodes.push_back({NodeKind::load, 0, 0, static_cast<std::uint32_t>(i), nullptr});
}

void note_erased(const ModelInfo& model, Objects objects) {
    for (std::size_t i = 0; i < objects.count; ++i) state_of(model, static_cast<char*>(objects.first) + i * objects.stride).stored = false;
}

void update_returning(const Query& given, const Clause& assignments, const RowPlan* layout, RowSink sink) {
    const Query query = settled(given, "update");
    const Dialect& dialect = db::route(query, db::Purpose::write).dialect();
    if (!dialect.features().update_returning)
        throw NotSupportedError("[W017] update() cannot return the rows that it changes on this database; read them by a query of their own.",
                                {"", std::string(dialect.name()), ""});
    db::change_returning(query, &assignments, layout, sink);
}

void erase_returning(const Query& given, const RowPlan* layout, RowSink sink) {
    if (build::depends_on_order(given)) throw TypeError("cannot call erase() after distinct() with names");
    Query query = settled(given, "erase");
    query.distinct = false;   // a row is erased once, however often it was found
    if (query.empty) return;
    const ModelInfo& model = *query.model;
    db::Database& database = db::route(query, db::Purpose::write);
    if (can_erase_unseen(model) && database.dialect().features().erase_returning) {
        db::change_returning(query, nullptr, layout, sink);
        return;
    }
    // A refusal comes before anything was changed: it does not spoil a transaction of the caller's.
    std::optional<db::AtomicBlock> block;
    if (!db::in_atomic_block(database.alias())) block.emplace(database, false);
    KeyRows found = select_columns(query, referred_columns(model));
    const std::vector<Value> keys = found.column(model.primary_key());
    Collector collector(database, false);
    collector.collect(model, std::move(found));
    read_by_keys(query, keys, database, layout, sink);
    if (!block) block.emplace(database, false);
    static_cast<void>(collector.erase());
    block->commit();
}

}  // namespace nuage::detail
