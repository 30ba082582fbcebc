// SPDX-License-Identifier: MIT
// A planned query: tables joined, conditions over their columns. What the statement compiler writes down.
#pragma once

#include <vector>

#include <nuage/query/aggregates.hpp>
#include <nuage/query/functions.hpp>
#include <nuage/query/query.hpp>

namespace nuage::plan {

/// A column of a table; level 0 is the query itself, 1 a subquery of it.
struct Column {
    int level = 0;
    int table = 0;
    const FieldInfo* field = nullptr;
    const FieldInfo* member = nullptr;   ///< of an object: where its value goes; an inherited one is the child's
};

/// Which bound value: clause 0 where, 1 order, 2 select, 3 assignments.
struct ParamRef {
    std::uint16_t clause = 0;
    std::uint16_t index = 0;
    ValueKind kind = ValueKind::null;
};

struct Select;

enum class ItemKind : std::uint8_t {
    all_of, any_of, one_of, negation, lookup, is_null, exists, nothing, everything,
    column, param, function, arithmetic, equal, row,
    aggregate, star, subquery,
    window,   ///< the function, then `number` partitions, then the order
    ordered,  ///< an item of the order of a window or an aggregate
    choose,   ///< CASE: pairs of condition and value, then the value otherwise
    derived,  ///< a column of the query below, by its number
    json      ///< a value in a JSON document: `keys` say which, flags are JsonForm
};

/// What is taken out of a JSON document.
enum JsonForm : std::uint8_t {
    json_document,    ///< JSON
    json_text,        ///< the text that a JSON text says
    json_comparable   ///< what is compared and sorted by
};

/// Which rows of a window count.
struct Frame {
    std::uint8_t unit = 0;        ///< FrameUnit
    std::uint8_t excluded = 0;    ///< Exclude
    std::uint8_t sides[2]{};      ///< FrameSide
    std::uint32_t ends[2]{};
    friend constexpr bool operator==(const Frame&, const Frame&) = default;
};

/// A condition or an expression.
struct Item {
    ItemKind kind = ItemKind::everything;
    std::uint8_t flags = 0;         ///< is_null: 1 for IS NULL; arithmetic: the operator; aggregate: AggregateFlags; subquery: 1 in a list
    FieldKind type = FieldKind::boolean;
    const LookupDef* lookup = nullptr;
    const FunctionDef* function = nullptr;
    const AggregateDef* aggregate = nullptr;
    int annotation = -1;            ///< which annotation of the query it is a copy of
    int number = 0;                 ///< derived: which column; window: how many partitions; aggregate: how many order items
    Frame frame;
    std::string_view keys{};        ///< json
    Column column;
    ParamRef param;
    std::vector<Item> items;
    std::vector<Select> subquery;   ///< exists, subquery: one
};

/// A table of the FROM clause.
struct Table {
    const ModelInfo* model = nullptr;
    int parent = -1;                      ///< position of the table it is joined to; -1: the first
    const FieldInfo* relation = nullptr;  ///< forward: the foreign key in the parent; reverse: the parent's declared end
    bool reverse = false;
    bool nullable = false;                ///< a row of the parent may have no partner
    bool outer = false;                   ///< LEFT OUTER JOIN
    bool filtered = false;                ///< by a FilteredRelation(), whose condition it has
    std::vector<Item> condition;          ///< none or one: beside the keys
};

struct OrderItem {
    Item expression;
    std::uint8_t flags = 0;
    bool random = false;
};

/// A joined object in the result.
struct RelatedObject {
    const FieldInfo* relation = nullptr;
    int parent_object = 0;   ///< 0: the row
    int first_column = 0;
    int columns = 0;
    int key_column = 0;
};

/// A named expression.
struct Annotation {
    std::string_view name;
    Item expression;
    std::uint8_t flags = 0;   ///< AnnotationFlags
};

/// Limit or offset: a parameter, or written as it is.
struct Bound {
    bool given = false;
    bool written = false;
    std::int64_t number = 0;
};

/// One SELECT, or the FROM and WHERE of an UPDATE or DELETE.
struct Select {
    const ModelInfo* model = nullptr;
    int level = 0;
    std::vector<Table> tables;
    Item where;
    std::vector<Annotation> annotations;
    bool grouped = false;
    std::vector<Item> group;
    Item having;
    Item qualify;                  ///< conditions on windows: tested when they are computed, in a query around this one
    std::size_t visible = 0;       ///< with those: how many columns are selected; more are there to be tested
    std::vector<Item> columns;
    std::vector<OrderItem> order;
    std::vector<RelatedObject> related;
    std::size_t row_columns = 0;   ///< columns that belong to the row itself, before those of related objects
    std::size_t annotation_columns = 0; ///< columns beside the objects', after them
    std::size_t extra_columns = 0; ///< more columns, after those
    std::vector<Item> partition;   ///< one: the slice is taken per value of it
    bool distinct = false;
    std::vector<Item> distinct_on;
    bool reversed = false;
    Bound limit;
    Bound offset;
    std::vector<Select> source;    ///< one: the rows of the first table
    std::vector<Select> with;      ///< common table expressions: each has a model, its queries as parts, and how they are combined
    std::vector<Select> parts;     ///< of a union and the like, which has their columns, and orders by these numbers
    std::uint8_t combination = 0;  ///< CombineFlags
    bool needless_order = false;   ///< a part of a combination was given an order without a slice
};

[[nodiscard]] constexpr Item nothing() {
    Item item;
    item.kind = ItemKind::nothing;
    return item;
}
[[nodiscard]] constexpr Item everything() { return {}; }

[[nodiscard]] constexpr Item column_item(Column column) {
    Item item;
    item.kind = ItemKind::column;
    item.column = column;
    item.type = value_field(*column.field).kind;
    return item;
}

/// A function of operands that are planned.
[[nodiscard]] constexpr Item function_item(const FunctionDef& function, std::vector<Item> operands) {
    Item item;
    item.kind = ItemKind::function;
    item.function = &function;
    const FieldKind first = operands.empty() ? function.result : operands[0].type;
    FieldKind all = first;
    for (const Item& operand : operands) all = common_kind(all, operand.type);
    item.type = function_kind(function, first, all);
    item.items = std::move(operands);
    return item;
}
[[nodiscard]] constexpr Item transform_item(const FunctionDef& function, Item operand) {
    std::vector<Item> operands;
    operands.push_back(std::move(operand));
    return function_item(function, std::move(operands));
}

[[nodiscard]] constexpr Item null_test(Item operand, bool yes) {
    Item item;
    item.kind = ItemKind::is_null;
    item.flags = yes ? 1 : 0;
    item.items.push_back(std::move(operand));
    return item;
}

/// AND, OR or XOR of conditions, those that are decided taken out.
[[nodiscard]] constexpr Item connect(ItemKind kind, std::vector<Item> items) {
    Item joined;
    joined.kind = kind;
    bool odd = false;
    for (Item& item : items) {
        if (kind == ItemKind::all_of && item.kind == ItemKind::nothing) return nothing();
        if (kind == ItemKind::any_of && item.kind == ItemKind::everything) return everything();
        if (item.kind == ItemKind::everything || item.kind == ItemKind::nothing) {
            odd = odd != (item.kind == ItemKind::everything);
            continue;
        }
        joined.items.push_back(std::move(item));
    }
    if (joined.items.empty()) {
        const bool all = kind == ItemKind::all_of || (kind == ItemKind::one_of && odd);
        return all ? everything() : nothing();
    }
    if (kind == ItemKind::one_of && odd) joined.items.push_back(everything());
    else if (joined.items.size() == 1 && kind != ItemKind::one_of) {
        Item only = std::move(joined.items[0]);
        return only;
    }
    return joined;
}

[[nodiscard]] constexpr Item negate(Item item) {
    if (item.kind == ItemKind::nothing) return everything();
    if (item.kind == ItemKind::everything) return nothing();
    Item negated;
    negated.kind = ItemKind::negation;
    negated.items.push_back(std::move(item));
    return negated;
}

}  // namespace nuage::plan
