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

namespace nuage::detail {

namespace {

/// The assignments of an update() that go to one table.
class TableAssignments {
public:
    TableAssignments(const ModelInfo& table, const ModelInfo& whole) : table_(table), whole_(whole) {}

    [[nodiscard]] bool wants(const Node& assignment) const { return own_field(assignment.arg) != nullptr; }
    [[nodiscard]] bool empty() const { return clause_.empty(); }
    [[nodiscard]] const Clause& clause() const { return clause_; }

    void add(const Node* begin, const Node* end, const Value* values) {
        for (const Node* node = begin; node != end; ++node) {
            if (node->kind == NodeKind::subquery || node->kind == NodeKind::exists) {   // of tables of its own
                const Node* after = node + subtree_size(node);
                for (std::size_t count = value_count(node, after); count > 0; --count) clause_.values.push_back(*values++);
                clause_.nodes.append(node, static_cast<std::size_t>(after - node));
                node = after - 1;
                continue;
            }
            Node own = *node;
            if (node->kind == NodeKind::assign) own.arg = position(own_field(node->arg), node->arg);
            if (node->kind == NodeKind::path) own.arg = position(node->count == 0 ? own_or_key(node->arg) : nullptr, node->arg);
            if (node->kind == NodeKind::param) clause_.values.push_back(*values++);
            clause_.nodes.push_back(own);
        }
    }

private:
    [[nodiscard]] const FieldInfo* own_field(std::uint32_t at) const { return field_in_table(table_, whole_, whole_.fields[at]); }
    /// All tables have the key, each by its own name.
    [[nodiscard]] const FieldInfo* own_or_key(std::uint32_t at) const {
        const FieldInfo& field = whole_.fields[at];
        return field.primary_key || field.key_copy ? &table_.primary_key() : own_field(at);
    }
    [[nodiscard]] std::uint32_t position(const FieldInfo* field, std::uint32_t at) const {
        if (field == nullptr)
            throw FieldError("[F008] update() may use fields of the updated table only: '" + std::string(whole_.fields[at].name) +
                             "' is not in that of " + std::string(table_.name) + ".");
        return static_cast<std::uint32_t>(table_.position(*field));
    }

    const ModelInfo& table_;
    const ModelInfo& whole_;
    Clause clause_;
};

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

std::int64_t update_rows(const Query& query, const Clause& assignments) {
    const ModelInfo& model = concrete_model(*query.model);
    if (!has_parent(model)) return db::update(query, assignments);
    std::vector<TableAssignments> tables;
    for (const ModelInfo* table = &model;; table = &table->base()) {
        tables.emplace_back(*table, model);
        if (!has_parent(*table)) break;
    }
    const Value* values = assignments.values.begin();
    for (const Node* node = assignments.nodes.begin(); node != assignments.nodes.end();) {
        const Node* end = node + subtree_size(node);
        for (TableAssignments& table : tables)
            if (table.wants(*node)) table.add(node, end, values);
        values += value_count(node, end);
        node = end;
    }
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
