// SPDX-License-Identifier: MIT
// Query sets made of several: union_(), intersection(), difference(), & | ^, as_derived().
#include <nuage/queryset.hpp>

namespace nuage::detail {

namespace {

/// What a part brings into a combination: neither its prefetches nor its locks.
void add_part(Clause& clause, Query part) {
    part.database = nullptr;   // the whole has one
    build::subquery(clause, part, NodeKind::subquery);
}

void forget_slice(Query& query) {
    query.offset = 0;
    query.limit = Query::no_limit;
    query.fixed_limit = false;
    query.at_most_one = false;
}

/// The calls of a query set as one condition.
void add_calls(Clause& clause, const Query& query) {
    build::push(clause, NodeKind::all_of, build::item_count(query.where), 1);
    clause.add(query.where);
}

/// The calls of both under OR or XOR. A query set without conditions has all rows there, where an empty condition would say nothing.
void join_calls(Query& query, const Query& left, const Query& right, NodeKind connective) {
    const bool all_left = left.where.empty();
    const bool all_right = right.where.empty();
    if (connective == NodeKind::any_of && (all_left || all_right)) return;
    if (all_left && all_right) {
        query.empty = true;   // XOR of all rows and all rows
        return;
    }
    build::push(query.where, NodeKind::filter, 1);
    if (all_left || all_right) {
        build::push(query.where, NodeKind::negation, 1);
        add_calls(query.where, all_left ? right : left);
        return;
    }
    build::push(query.where, connective, 2);
    add_calls(query.where, left);
    add_calls(query.where, right);
}

/// Made by as_derived(), or by a common table expression.
bool has_own_rows(const Query& query) {
    for (const Node* n = query.where.nodes.begin(); n != query.where.nodes.end(); n += subtree_size(n))
        if (n->kind == NodeKind::derived || n->kind == NodeKind::with) return true;
    return false;
}

/// The rows of a slice, told by their keys: conditions can be joined to that.
Query by_keys(const Query& slice);

}  // namespace

Query combine(const Query& first, std::initializer_list<const Query*> others, int flags) {
    Query query = first;
    query.where.clear();
    query.where.nodes.push_back({NodeKind::combined, static_cast<std::uint8_t>(flags), static_cast<std::uint16_t>(others.size() + 1), 0, nullptr});
    add_part(query.where, first);
    for (const Query* other : others) add_part(query.where, *other);
    query.own_order = true;
    query.order.clear();
    build::drop(query.select, NodeKind::distinct_on);
    query.reversed = false;
    query.distinct = false;
    query.empty = false;
    query.lock = 0;
    forget_slice(query);
    return query;
}

Query join_conditions(const Query& left, const Query& right, NodeKind connective) {
    const bool conjunction = connective == NodeKind::all_of;
    for (const Query* query : {&left, &right}) refuse_combined(*query, "&, | and ^");
    if (left.empty) return conjunction ? left : right;
    if (right.empty) return conjunction ? right : left;
    if (conjunction && (left.sliced() || right.sliced())) throw TypeError("cannot combine query sets with & once a slice has been taken");
    if (left.sliced()) return join_conditions(by_keys(left), right, connective);
    if (right.sliced()) return join_conditions(left, by_keys(right), connective);
    if (has_own_rows(left) || has_own_rows(right))
        throw NotSupportedError("[F061] Query sets made by as_derived(), or with common table expressions, are not joined by & | ^; use filter().");
    if (left.distinct != right.distinct) throw TypeError("cannot combine a distinct query set with one that is not");
    Query query = left;
    if (conjunction) {
        query.where.add(right.where);
    } else {
        query.where.clear();
        join_calls(query, left, right, connective);
        // Every annotation comes before what is one call now.
        for (Node* n = query.select.nodes.begin(); n != query.select.nodes.end(); n += subtree_size(n))
            if (n->kind == NodeKind::annotation) n->arg = 0;
    }
    if (right.own_order && !right.order.empty()) {
        query.own_order = true;
        query.order = right.order;
        query.reversed = right.reversed;
    }
    return query;
}

Query derived(const Query& of) {
    Query query;
    query.model = of.model;
    query.database = of.database;
    query.prefetches = of.prefetches;
    query.fetch_mode = of.fetch_mode;
    query.empty = of.empty;
    Query rows = of;
    rows.database = nullptr;
    if (!build::depends_on_order(rows)) {
        rows.own_order = true;
        rows.order.clear();
    }
    build::push(query.where, NodeKind::derived, 1);
    build::subquery(query.where, rows, NodeKind::subquery);
    return query;
}

namespace {

Query by_keys(const Query& slice) {
    Query query = slice;
    bool annotated = false;
    bool grouped = false;
    for (Node* n = query.select.nodes.begin(); n != query.select.nodes.end(); n += subtree_size(n)) {
        annotated = annotated || n->kind == NodeKind::annotation;
        grouped = grouped || n->kind == NodeKind::group;
        if (n->kind == NodeKind::annotation) n->arg = 0;
    }
    // What is computed over groups would be computed of other rows without the conditions.
    if (slice.columns_only || grouped || (slice.distinct && annotated))
        throw TypeError("cannot combine query sets of columns, or of what is computed, with | and ^ once a slice has been taken");
    query.where.clear();
    query.order.clear();
    query.own_order = query.reversed = query.distinct = false;
    build::drop(query.select, NodeKind::distinct_on);
    forget_slice(query);
    const ResolvedPath key = resolve_name(*slice.model, "pk");
    build::push(query.where, NodeKind::filter, 1);
    build::lookup(query.where, lookups[lookup_position::in], 1);
    build::path(query.where, key);
    // Distinct rows must also select what they are ordered by, where a list takes the key alone.
    Query rows = slice.distinct ? derived(slice) : slice;
    rows.database = nullptr;
    build::keys_of(query.where, std::move(rows), build::key_name(key));
    return query;
}

}  // namespace

}  // namespace nuage::detail
