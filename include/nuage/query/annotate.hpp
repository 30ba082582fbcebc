// SPDX-License-Identifier: MIT
// What annotate() and subqueries add to a query's nodes; at compile time, too.
#pragma once

#include <nuage/query/aggregates.hpp>
#include <nuage/query/builder.hpp>

namespace nuage::build {

/// The number-th annotation of a clause.
[[nodiscard]] constexpr const Node* find_annotation(const Clause& select, std::size_t number) {
    for (const Node* n = select.nodes.begin(); n != select.nodes.end(); n += subtree_size(n))
        if (n->kind == NodeKind::annotation && number-- == 0) return n;
    return nullptr;
}

/// Whether an expression is computed over several rows, by itself or by an annotation it refers to.
[[nodiscard]] constexpr bool is_aggregate(const Clause& select, const Node* expression) {
    const Node* const end = expression + subtree_size(expression);
    for (const Node* n = expression; n != end;) {
        if (n->kind == NodeKind::aggregate) return true;
        if (n->kind == NodeKind::reference && is_aggregate(select, find_annotation(select, n->arg) + 1)) return true;
        // A window is computed for each row.
        const bool apart = n->kind == NodeKind::subquery || n->kind == NodeKind::exists || n->kind == NodeKind::window;
        n += apart ? subtree_size(n) : 1;
    }
    return false;
}

/// Whether it matters in which order a query gives its rows: they are not all of them.
[[nodiscard]] constexpr bool depends_on_order(const Query& query) {
    for (const Node* n = query.select.nodes.begin(); n != query.select.nodes.end(); n += subtree_size(n))
        if (n->kind == NodeKind::distinct_on) return true;
    return query.sliced();
}

[[nodiscard]] constexpr std::size_t item_count(const Clause& clause) {
    std::size_t items = 0;
    for (const Node* n = clause.nodes.begin(); n != clause.nodes.end(); n += subtree_size(n)) ++items;
    return items;
}

/// Takes what a query selects out of it; what its conditions and groups may refer to stays.
constexpr void clear_columns(Query& query) {
    Clause kept;
    for_each_part(query.select, [&](const ClausePart& part) {
        const NodeKind kind = part.nodes->kind;
        const bool stays = kind == NodeKind::annotation || kind == NodeKind::group || kind == NodeKind::lock_of || kind == NodeKind::distinct_on;
        if (!stays) return;
        part.add_to(kept);
        if (kind == NodeKind::annotation) kept.nodes[kept.nodes.size() - part.size].flags &= static_cast<std::uint8_t>(~selected);
    });
    query.select = std::move(kept);
}

/// Rows of the model, or what values() chose of them, become groups: https://docs.djangoproject.com/en/5.2/topics/db/aggregation/#order-of-annotate-and-values-clauses
constexpr void group(Query& query) {
    Clause kept;      // without the groups of before
    Clause groups;
    for_each_part(query.select, [&](const ClausePart& part) {
        if (part.nodes->kind != NodeKind::group) part.add_to(kept);
        if (part.nodes->kind != NodeKind::column || !query.columns_only || is_aggregate(query.select, part.nodes + 1)) return;
        push(groups, NodeKind::group, 1);
        part.add_to(groups, 1);
    });
    if (!query.columns_only) push(groups, NodeKind::group, 0);
    kept.add(groups);
    query.select = std::move(kept);
}

/// The groups that rows are in by values() and annotate(), or by group_by(); nullptr: none.
[[nodiscard]] constexpr const Node* find_group(const Query& query) {
    for (const Node* n = query.select.nodes.begin(); n != query.select.nodes.end(); n += subtree_size(n))
        if (n->kind == NodeKind::group) return n;
    return nullptr;
}
[[noreturn]] void throw_grouped();
[[noreturn]] void throw_grouped_by_aggregate();
constexpr void refuse_groups(const Query& query) {
    if (find_group(query) != nullptr) throw_grouped();
}
/// What values() has chosen is what rows are grouped by, whatever follows.
constexpr void group_by(Query& query) {
    for (const Node* n = query.select.nodes.begin(); n != query.select.nodes.end(); n += subtree_size(n))
        if (n->kind == NodeKind::column && is_aggregate(query.select, n + 1)) throw_grouped_by_aggregate();
    group(query);
    for (Node* n = query.select.nodes.begin(); n != query.select.nodes.end(); n += subtree_size(n))
        if (n->kind == NodeKind::group) n->flags = 1;
}

/// Begins a named expression, which is to be appended to the query's select. Where it begins.
constexpr std::size_t begin_annotation(Query& query, const NameDef& name, std::uint8_t flags) {
    // A later one of the same name takes its place, in rows only where it is selected, too.
    if ((flags & result) == 0)
        for (Node* n = query.select.nodes.begin(); n != query.select.nodes.end(); n += subtree_size(n))
            if (n->kind == NodeKind::annotation && static_cast<const NameDef*>(n->definition)->name == name.name) n->flags = 0;
    query.select.nodes.push_back({NodeKind::annotation, flags, 0, static_cast<std::uint32_t>(item_count(query.where)), &name});
    return query.select.nodes.size();
}
/// aggregate() gives one row, which has no value of a single one of the rows that it sums up: throws FieldError.
void require_sums(const Clause& select, std::size_t expression);
/// Puts what annotations compute in the place of their names: UPDATE knows none. Throws FieldError for an aggregate.
void settle_annotations(Clause& assignments, const Clause& select);
/// Ends it, the number-th annotation. Afterwards the query is grouped where it is an aggregate.
constexpr void end_annotation(Query& query, std::size_t expression, std::size_t number) {
    const std::uint8_t flags = query.select.nodes[expression - 1].flags;
    if ((flags & result) != 0) return require_sums(query.select, expression);
    const bool grouping = is_aggregate(query.select, query.select.nodes.begin() + expression);
    if (grouping && (find_group(query) == nullptr || find_group(query)->flags == 0)) group(query);
    if ((flags & selected) == 0 || !query.columns_only) return;
    push(query.select, NodeKind::column, 1);
    query.select.nodes.push_back({NodeKind::reference, 0, 0, static_cast<std::uint32_t>(number), nullptr});
}
/// The same of an expression that was appended to a clause of its own.
constexpr void annotate(Query& query, const NameDef& name, const Clause& expression, std::uint8_t flags, std::size_t number) {
    const std::size_t at = begin_annotation(query, name, flags);
    query.select.add(expression);
    end_annotation(query, at, number);
}

/// What a subquery's nodes say of the database that it was given: the address of its alias. A hint does not count.
[[nodiscard]] constexpr const Definition* database_mark(const Query& query) {
    if (query.database == nullptr || query.database_is_hint) return nullptr;
    return static_cast<const Definition*>(static_cast<const void*>(query.database));
}
/// A query as an expression of another one.
constexpr void subquery(Clause& clause, const Query& query, NodeKind kind) {
    const bool limited = query.limit != Query::no_limit && query.limit <= 0xffffffff;
    const auto flags = (query.distinct ? sub_distinct : 0) | (query.reversed ? sub_reversed : 0) |
                       (query.own_order ? sub_own_order : 0) | (limited ? sub_limited : 0) |
                       (query.offset != 0 ? sub_offset : 0) | (query.columns_only ? 0 : sub_objects) | (query.empty ? sub_empty : 0);
    clause.nodes.push_back({kind, static_cast<std::uint8_t>(flags), 0, 0, query.model});
    push(clause, NodeKind::section, item_count(query.where));
    clause.add(query.where);
    push(clause, NodeKind::section, item_count(query.order));
    clause.add(query.order);
    push(clause, NodeKind::section, item_count(query.select));
    clause.add(query.select);
    clause.nodes.push_back({NodeKind::bound, 0, 0, limited ? static_cast<std::uint32_t>(query.limit) : 0, database_mark(query)});
    clause.nodes.push_back({NodeKind::bound, 0, 0, static_cast<std::uint32_t>(query.offset), nullptr});
}
/// For EXISTS: neither columns nor an order, unless the rows of a combination or those that a slice passes over depend on them.
constexpr void exists(Clause& clause, Query query) {
    const bool passes_over = query.offset != 0 && (query.distinct || query.columns_only);
    if (!query.combined() && !passes_over) {
        clear_columns(query);
        query.distinct = false;
        query.columns_only = true;
    }
    if (!query.sliced()) {
        query.own_order = true;
        query.order.clear();
    }
    subquery(clause, query, NodeKind::exists);
}
/// What the keys of a query set are compared with.
[[nodiscard]] constexpr std::string_view key_name(const ResolvedPath& path) {
    const FieldInfo& field = path.final_field();
    return field.kind == FieldKind::foreign_key ? target_field(field).name : "pk";
}
/// For IN: a query of objects stands for their keys.
constexpr void keys_of(Clause& clause, Query query, std::string_view key) {
    if (!query.columns_only) {
        clear_columns(query);
        query.columns_only = true;
        columns(query.select, resolve_name(*query.model, key));
    }
    if (!depends_on_order(query)) {
        query.own_order = true;
        query.order.clear();
    }
    subquery(clause, query, NodeKind::subquery);
}

}  // namespace nuage::build
