// SPDX-License-Identifier: MIT
// The query tree: what the user said, in prefix order.
#pragma once

#include <cstdint>

#include <nuage/detail/small_vector.hpp>
#include <nuage/meta/field_info.hpp>

namespace nuage {

/// Kinds of nodes. The vocabulary (lookups, functions) is not here: nodes point to its definitions.
enum class NodeKind : std::uint8_t {
    filter,      ///< one filter() call: count children, joined by AND; to-many joins are shared within it
    exclude,     ///< one exclude() call: NOT of the children joined by AND
    all_of,      ///< AND of count children; flags 1: the calls of one of several query sets
    any_of,      ///< OR of count children
    one_of,      ///< XOR of count children: true for an odd number of true ones
    negation,    ///< NOT of one child
    lookup,      ///< definition: LookupDef; left side, then the right side's count operands
    path,        ///< arg: field position in the last model, or composite_position; count hop nodes follow
    row,         ///< count children, compared as one: with a key of several fields
    hop,         ///< arg: position of a relation field in the model reached so far; flags 1: definition is the FieldInfo
    function,    ///< definition: FunctionDef; count operands
    param,       ///< a bound value; flags: its ValueKind
    is_null,     ///< lookup `isnull`: one child; flags: 1 for IS NULL, 0 for IS NOT NULL
    arithmetic,  ///< flags: the operator's character; two children
    nothing,     ///< no row satisfies it
    everything,  ///< an empty condition, which says nothing, neither negated nor beside others
    order,       ///< one item of an ordering: flags are OrderFlags; one child
    random,      ///< order_by("?")
    assign,      ///< one column of update(): arg is the field position; one child
    column,      ///< one result column of values() and the like: one child
    load,        ///< only(): arg is the position of a field to load; count hop nodes follow, to an object joined in
    defer,       ///< defer(): arg is the position of a field to leave out; count hop nodes follow
    related,     ///< select_related(): count hop nodes follow
    lock_of,     ///< select_for_update(of): count hop nodes follow; none: the row itself
    truth,       ///< a boolean expression that stands alone: one child
    partition,   ///< a slice is taken per value of this: one child
    annotation,  ///< annotate(), alias(): definition is a NameDef, arg the number of filter() and exclude() calls before it; one child
    reference,   ///< arg: which annotation of the query, in the order of their nodes
    group,       ///< rows are grouped by count children; by the model's rows where there is none; flags 1: by group_by(), and by nothing else
    aggregate,   ///< definition: AggregateDef; count operands, then what AggregateFlags say, then arg order items
    star,        ///< all columns, of COUNT(*)
    subquery,    ///< definition: ModelInfo; flags are SubqueryFlags; sections of where, order and select, then two bounds
    exists,      ///< the same, true when it has a row
    section,     ///< count nodes of a subquery
    bound,       ///< limit or offset of a subquery, or an end of a frame whose FrameSide are flags: arg; of a limit definition: database_mark()
    outer,       ///< OuterRef: definition is a NameDef; arg: how many queries further out than the next
    window,      ///< an expression over a window, then count partitions and arg order items; with flags 1 a frame and two bounds
    frame,       ///< flags: its FrameUnit, and from the third bit what it excludes
    choose,      ///< CASE: count pairs of a condition and an expression, then, with flags 1, the expression otherwise
    combined,    ///< first and only in a where: count subqueries, put together as CombineFlags say
    derived,     ///< first in a where: the rows of one subquery stand in the place of the model's table
    distinct_on, ///< distinct(names): one child
    relation,    ///< FilteredRelation: definition is its FieldInfo; a filter node. Flags 1: joined even where nothing speaks of it
    json,        ///< a value in a JSON document: definition is a JsonPathDef; one child
    with         ///< in a where: a common table expression: definition is its ModelInfo; one subquery, or a base and a step. Flags as of combined
};

enum AnnotationFlags : std::uint8_t {
    selected = 1,  ///< of query sets of objects: a column of the result
    result = 2     ///< of aggregate(): computed over all rows
};
enum AggregateFlags : std::uint8_t {
    of_distinct = 1,
    filtered = 2,     ///< a filter node follows the operands
    defaulted = 4     ///< an expression follows: what the aggregate of no rows is
};
enum SubqueryFlags : std::uint8_t {
    sub_distinct = 1, sub_reversed = 2, sub_own_order = 4, sub_limited = 8, sub_offset = 16,
    sub_objects = 32,  ///< its rows are objects, not columns
    sub_empty = 64     ///< it has none, whatever its conditions
};
enum CombineFlags : std::uint8_t { combine_union = 0, combine_intersection = 1, combine_difference = 2, combine_all = 4 };

enum class FrameUnit : std::uint8_t { none, rows, range, groups };
enum class FrameSide : std::uint8_t { unbounded_preceding, preceding, current_row, following, unbounded_following };

/// A name that is looked up when the query is planned: of an annotation, or in an outer query.
struct NameDef : Definition {
    std::string_view name;
};

enum OrderFlags : std::uint8_t {
    ascending = 0, descending = 1, nulls_first = 2, nulls_last = 4,
    by_relation = 8   ///< a foreign key by its own name: sorts as the model it refers to is ordered
};

/// 16 bytes without padding, position-independent: combining conditions is concatenation, and the bytes of the
/// nodes, without the values, are the shape that the statement cache is keyed by.
struct Node {
    NodeKind kind{};
    std::uint8_t flags = 0;
    std::uint16_t count = 0;
    std::uint32_t arg = 0;
    const Definition* definition = nullptr;
};
static_assert(sizeof(Node) == 16);

/// A tree with its bound values, the values in the order of their param nodes.
struct Clause {
    detail::SmallVector<Node, 4> nodes;
    detail::SmallVector<Value, 1> values;

    constexpr void add(const Clause& other) {
        nodes.append(other.nodes.data(), other.nodes.size());
        values.append(other.values.data(), other.values.size());
    }
    constexpr void clear() {
        nodes.clear();
        values.clear();
    }
    [[nodiscard]] constexpr bool empty() const { return nodes.empty(); }
};

/// The number of nodes of the subtree that starts at `at`.
[[nodiscard]] constexpr std::size_t subtree_size(const Node* at) {
    std::size_t open = 1;
    const Node* n = at;
    while (open != 0) {
        open -= 1;
        switch (n->kind) {
            case NodeKind::filter: case NodeKind::exclude: case NodeKind::all_of: case NodeKind::any_of:
            case NodeKind::one_of: open += n->count; break;
            case NodeKind::lookup: open += 1u + n->count; break;
            case NodeKind::path: case NodeKind::row: case NodeKind::related: case NodeKind::load: case NodeKind::defer:
            case NodeKind::lock_of: open += n->count; break;
            case NodeKind::negation: case NodeKind::is_null: case NodeKind::order:
            case NodeKind::assign: case NodeKind::column: case NodeKind::truth: case NodeKind::partition:
            case NodeKind::annotation: case NodeKind::derived: case NodeKind::distinct_on: case NodeKind::json: case NodeKind::relation: open += 1; break;
            case NodeKind::group: case NodeKind::section: case NodeKind::combined: case NodeKind::function:
            case NodeKind::with: open += n->count; break;
            case NodeKind::aggregate:
                open += n->count + ((n->flags & filtered) != 0 ? 1u : 0u) + ((n->flags & defaulted) != 0 ? 1u : 0u) + n->arg;
                break;
            case NodeKind::subquery: case NodeKind::exists: open += 5; break;
            case NodeKind::choose: open += 2u * n->count + n->flags; break;
            case NodeKind::arithmetic: open += 2; break;
            case NodeKind::window: open += 1u + n->count + n->arg + (n->flags != 0 ? 3u : 0u); break;
            default: break;
        }
        ++n;
    }
    return static_cast<std::size_t>(n - at);
}

/// How many values the nodes speak of.
[[nodiscard]] constexpr std::size_t value_count(const Node* from, const Node* to) {
    std::size_t values = 0;
    for (const Node* n = from; n != to; ++n) values += n->kind == NodeKind::param ? 1 : 0;
    return values;
}

/// One subtree of a clause, and the values that its nodes speak of; constant evaluation has none.
struct ClausePart {
    const Node* nodes;
    std::size_t size;
    const Value* values;
    std::size_t value_size;

    constexpr void add_to(Clause& clause) const { add_to(clause, 0); }
    /// Without the first nodes, which speak of no values.
    constexpr void add_to(Clause& clause, std::size_t from) const {
        clause.nodes.append(nodes + from, size - from);
        if (value_size != 0) clause.values.append(values, value_size);
    }
};
/// Calls a function for each part of a clause.
template <class F>
constexpr void for_each_part(const Clause& clause, F&& function) {
    const bool has_values = !clause.values.empty();
    const Value* value = clause.values.begin();
    for (const Node *n = clause.nodes.begin(), *end = clause.nodes.end(); n != end;) {
        const std::size_t size = subtree_size(n);
        const std::size_t values = has_values ? value_count(n, n + size) : 0;
        function(ClausePart{n, size, value, values});
        if (values != 0) value += values;
        n += size;
    }
}

}  // namespace nuage
