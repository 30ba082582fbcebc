// SPDX-License-Identifier: MIT
// The plan of a union, intersection or difference. What is asked of the whole is planned in each part: the columns of
// values(), and what the rows are ordered by. The rules are Django's; django_surface items 79-81.
#pragma once

#include <nuage/query/select_planner.hpp>

namespace nuage::plan {

constexpr void SelectPlanner::combine(int level, Planner* outer) {
    Reader where = query_.where;
    const Node& node = where.take();
    select_.combination = node.flags;
    for (std::size_t i = 0; i < node.count; ++i) {
        const Node& sub = where.take();
        QueryParts part(sub, where);
        const bool objects = !part.columns_only;
        if (query_.own_table) {
            part.own_table = true;
        } else if (query_.columns_only && objects) {
            part.columns_only = true;
            part.chosen = query_.chosen;
        }
        Select plan;
        if (!part.sliced() && !part.distinct_on()) {  // the order of a part is lost
            plan.needless_order = part.own_order && !part.order.done();
            part.own_order = true;
            part.order = Reader(nullptr, nullptr, 1, 0);
        }
        SelectPlanner planner(plan, part, level, outer);
        planner.columns();
        if (i == 0) {
            select_.columns = plan.columns;
            select_.annotations = plan.annotations;
            select_.related = plan.related;
            select_.row_columns = plan.row_columns;
            select_.annotation_columns = plan.annotation_columns;
        } else if (plan.columns.size() != select_.columns.size()) {
            throw FieldError("[F060] The parts of a union, intersection or difference must have the same columns: " +
                             std::to_string(select_.columns.size()) + " and " + std::to_string(plan.columns.size()) +
                             "; select_related(), only() and defer() belong to all of them.");
        }
        combine_order(part, planner, plan, i == 0, objects);
        planner.order();
        planner.distinct();
        planner.groups();
        planner.slice();
        planner.qualify();
        select_.parts.push_back(std::move(plan));
    }
    if (!where.done()) throw NotSupportedError("[F061] A union, intersection or difference cannot be filtered; use as_derived().");
    select_.reversed = query_.reversed;
    slice();
    drop_empty_parts();
}

/// An order by what is no column becomes a further column of every part, where those are objects of one model. Where values()
/// chose their columns afterwards, the rows must be those that are read: an operand has no place for one more.
constexpr void SelectPlanner::combine_order(const QueryParts& part, SelectPlanner& planner, Select& plan, bool first, bool objects) {
    if (!query_.own_order || query_.order.done() || (!first && unseen_.empty())) return;
    constexpr const char* unseen = "[F062] A union, intersection or difference is ordered by its columns; ORDER BY term does not match any "
                                   "column in the result set.";
    for (const Node* n = query_.order.next; n != query_.order.end; n += n->kind == NodeKind::subquery || n->kind == NodeKind::exists ? subtree_size(n) : 1)
        if (n->kind == NodeKind::reference && n->arg >= plan.annotations.size()) throw DatabaseError(unseen);   // of a part without that annotation
    QueryParts ordering = part;
    ordering.own_order = true;
    ordering.order = query_.order;
    Select sorted;
    sorted.level = plan.level;
    plan_order(ordering, sorted, planner.planner_);
    for (std::size_t i = 0; i < sorted.order.size(); ++i) {
        OrderItem& item = sorted.order[i];
        std::size_t at = 0;
        if (first && !item.random) {
            while (at < select_.columns.size() && !same(select_.columns[at], item.expression)) ++at;
            if (at == select_.columns.size()) {
                at += unseen_.size();
                unseen_.push_back(i);
            }
        }
        bool adds = false;
        for (const std::size_t one : unseen_) adds = adds || one == i;
        if (adds && (part.model != query_.model || !objects || (part.columns_only && !query_.is_read) || part.combined()))
            throw DatabaseError(unseen);
        if (adds) {
            require_named(plan, item.expression);
            plan.columns.push_back(std::move(item.expression));
        }
        if (!first) continue;
        OrderItem place;
        place.flags = item.flags;
        place.random = item.random;
        place.expression.kind = ItemKind::derived;
        place.expression.number = static_cast<int>(at);
        select_.order.push_back(std::move(place));
    }
}

constexpr void SelectPlanner::drop_empty_parts() {
    const int operation = select_.combination & ~combine_all;
    std::vector<Select> kept;
    bool never = false;
    for (std::size_t i = 0; i < select_.parts.size(); ++i) {
        Select& part = select_.parts[i];
        if (part.where.kind != ItemKind::nothing && part.having.kind != ItemKind::nothing) kept.push_back(std::move(part));
        else if (operation == combine_intersection || (operation == combine_difference && i == 0)) never = true;
    }
    // Without rows, too, there is a statement that can be shown.
    never = never || kept.empty();
    if (kept.empty()) kept.push_back(std::move(select_.parts.front()));
    select_.parts = std::move(kept);
    if (never) make_empty(select_);
}

constexpr void SelectPlanner::make_empty(Select& select) {
    select.where = nothing();
    if (select.parts.empty()) return;
    select.parts.erase(select.parts.begin() + 1, select.parts.end());
    make_empty(select.parts.front());
}

}  // namespace nuage::plan
