// SPDX-License-Identifier: MIT
// UPDATE of rows that are in the tables of a model and of its parents.
#include <algorithm>

#include <nuage/db/execute.hpp>
#include <nuage/db/run.hpp>
#include <nuage/db/transaction.hpp>
#include <nuage/save.hpp>
#include <nuage/sql/dialect.hpp>

#include "instances.hpp"
#include "loading.hpp"
#include "table_assignments.hpp"

namespace nuage::detail {

namespace {

/// Calls a function with queries for the rows of one table that have some keys, as many at a time as a statement takes.
template <class F>
std::int64_t for_rows_with(const ModelInfo& table, const Query& origin, const std::vector<Value>& keys, F&& function) {
    const std::size_t most = std::min<std::size_t>(db::route(origin).dialect().features().max_parameters / 2, 10000);
    std::int64_t rows = 0;
    for (std::size_t from = 0; from < keys.size(); from += most) {
        const auto begin = keys.begin() + static_cast<std::ptrdiff_t>(from);
        Query query = plain_query(table);
        query.own_order = true;
        query.database = origin.database;
        build::push(query.where, NodeKind::filter, 1);
        build::keys(query.where, nullptr, table, table.primary_key(),
                    std::vector<Value>(begin, begin + static_cast<std::ptrdiff_t>(std::min(most, keys.size() - from))));
        rows += function(query);
    }
    return rows;
}

}  // namespace

std::int64_t update_rows(const Query& given, const Clause& assignments) {
    const ModelInfo& model = concrete_model(*given.model);
    if (!has_parent(model)) return db::update(given, assignments);
    Query query = given;
    if (db::is_open(query)) db::pin(query, db::route(query, db::Purpose::write));
    std::vector<TableAssignments> tables;
    for (const ModelInfo* table = &model;; table = &table->base()) {
        tables.emplace_back(*table, model);
        if (!has_parent(*table)) break;
    }
    for_assignments(assignments, [&](const Node* begin, const Node* end, const Value* values) {
        for (TableAssignments& table : tables)
            if (table.wants(*begin)) table.add(begin, end, values);
    });
    if (std::all_of(tables.begin() + 1, tables.end(), [](const TableAssignments& table) { return table.empty(); }))
        return db::update(query, assignments);
    // The conditions may be about what is assigned: the rows are chosen before the first table is changed.
    db::AtomicBlock block(db::route(query), false);
    const std::vector<Value> keys = column_of(query, model.primary_key());
    const ModelInfo* table = &model;
    for (const TableAssignments& part : tables) {
        if (!part.empty()) for_rows_with(*table, query, keys, [&](const Query& rows) { return db::update(rows, part.clause()); });
        if (has_parent(*table)) table = &table->base();
    }
    block.commit();
    return static_cast<std::int64_t>(keys.size());
}

}  // namespace nuage::detail
