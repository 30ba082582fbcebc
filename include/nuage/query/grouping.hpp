// SPDX-License-Identifier: MIT
// GROUP BY: which expressions are aggregates, which are the same, and what rows are grouped by. The rules are Django's
// (SQLCompiler.get_group_by); django_surface items 46 and 60-66 tell them by example.
#pragma once

#include <nuage/meta/errors.hpp>
#include <nuage/query/plan.hpp>

namespace nuage::plan {

/// Whether an expression is computed over several rows. What a subquery computes is its own.
[[nodiscard]] constexpr bool has_aggregate(const Item& item) {
    if (item.kind == ItemKind::aggregate) return true;
    if (item.kind == ItemKind::window) return false;
    for (const Item& inner : item.items)
        if (has_aggregate(inner)) return true;
    return false;
}

/// The same of one that annotate() did not name.
[[nodiscard]] constexpr bool has_unnamed_aggregate(const Item& item) {
    if (item.annotation >= 0 || item.kind == ItemKind::window) return false;
    if (item.kind == ItemKind::aggregate) return true;
    for (const Item& inner : item.items)
        if (has_unnamed_aggregate(inner)) return true;
    return false;
}
[[noreturn]] inline void refuse_aggregate() {
    throw FieldError("[A010] An aggregate in a condition or an ordering must be named by annotate() first.");
}

[[nodiscard]] constexpr bool has_window(const Item& item) {
    if (item.kind == ItemKind::window) return true;
    for (const Item& inner : item.items)
        if (has_window(inner)) return true;
    return false;
}
/// Whether a window is over aggregates, which groups have. The aggregate that it computes itself is none of these.
[[nodiscard]] constexpr bool sums_in_window(const Item& item) {
    const bool window = item.kind == ItemKind::window;
    for (std::size_t i = 0; i < item.items.size(); ++i) {
        const Item& inner = item.items[i];
        if (window && i == 0 && inner.kind == ItemKind::aggregate) {
            for (const Item& operand : inner.items)
                if (has_aggregate(operand)) return true;
        } else if (window ? has_aggregate(inner) : sums_in_window(inner)) {
            return true;
        }
    }
    return false;
}
[[nodiscard]] constexpr bool has_param(const Item& item) {
    if (item.kind == ItemKind::param) return true;
    for (const Item& inner : item.items)
        if (has_param(inner)) return true;
    return false;
}

/// Whether two expressions of one query are the same, values included.
[[nodiscard]] constexpr bool same(const Item& a, const Item& b) {
    if (a.annotation >= 0 && a.annotation == b.annotation) return true;
    if (a.kind != b.kind || a.flags != b.flags || a.items.size() != b.items.size()) return false;
    if (!a.subquery.empty() || !b.subquery.empty()) return false;
    if (a.lookup != b.lookup || a.function != b.function || a.aggregate != b.aggregate || a.number != b.number) return false;
    if (a.frame != b.frame || a.keys != b.keys) return false;
    if (a.column.level != b.column.level || a.column.table != b.column.table || a.column.field != b.column.field) return false;
    if (a.kind == ItemKind::param && (a.param.clause != b.param.clause || a.param.index != b.param.index)) return false;
    for (std::size_t i = 0; i < a.items.size(); ++i)
        if (!same(a.items[i], b.items[i])) return false;
    return true;
}
[[nodiscard]] constexpr bool contains(const std::vector<Item>& items, const Item& item) {
    for (const Item& other : items)
        if (same(other, item)) return true;
    return false;
}

/// Decides what a grouped query's rows are grouped by, once all the rest of it is planned.
class Grouping {
public:
    constexpr explicit Grouping(Select& select) : select_(select) {}

    /// `ordered`: the ordering was asked for, and is not Meta's.
    constexpr void decide(bool ordered) {
        // Windows are computed of groups: as columns they add what they are of.
        std::erase_if(select_.group, [](const Item& item) { return has_window(item); });
        given_ = select_.group.size();
        for (const Item& item : select_.columns)
            if (!is_given(item)) add(item);
        if (ordered)
            for (const OrderItem& item : select_.order)
                if (!item.random && !is_given(item.expression)) add(item.expression);
        add(select_.having);
    }

    /// The same for groups that group_by() has settled: nothing is added to them.
    constexpr void check() {
        for (const Item& item : select_.group)
            if (has_window(item)) throw FieldError("[A052] Rows cannot be grouped by a window, which is computed of the groups.");
        given_ = select_.group.size();
        for (const Item& item : select_.columns) require_grouped(item);
        for (const OrderItem& item : select_.order)
            if (!item.random) require_grouped(item.expression);
        require_grouped(select_.having);
    }

private:
    constexpr void require_grouped(const Item& item) const {
        if (item.kind == ItemKind::aggregate || is_given(item)) return;
        if (item.kind == ItemKind::column && item.column.level == select_.level)
            throw FieldError("[A053] '" + std::string(item.column.field->name) +
                             "' is neither one of the columns of group_by() nor in an aggregate, so a group has no single value of it.");
        if (item.kind == ItemKind::window && item.items[0].kind == ItemKind::aggregate) {
            for (const Item& inner : item.items[0].items) require_grouped(inner);
            for (std::size_t i = 1; i < item.items.size(); ++i) require_grouped(item.items[i]);
            return;
        }
        for (const Item& inner : item.items) require_grouped(inner);
        for (const Select& sub : item.subquery) require_outer(sub);
    }
    constexpr void require_outer(const Select& sub) const {
        for (const Item& item : sub.columns) require_outer(item);
        for (const Item& item : sub.group) require_outer(item);
        for (const OrderItem& item : sub.order) require_outer(item.expression);
        require_outer(sub.where);
        require_outer(sub.having);
    }
    constexpr void require_outer(const Item& item) const {
        if (item.kind == ItemKind::column && item.column.level == select_.level) require_grouped(item);
        for (const Item& inner : item.items) require_outer(inner);
        for (const Select& sub : item.subquery) require_outer(sub);
    }
    /// One of those that the query names itself: as a whole, whatever it is made of.
    [[nodiscard]] constexpr bool is_given(const Item& item) const {
        for (std::size_t i = 0; i < given_; ++i)
            if (same(select_.group[i], item)) return true;
        return false;
    }
    constexpr void push(const Item& item) {
        if (!contains(select_.group, item)) select_.group.push_back(item);
    }
    constexpr void add(const Item& item) {
        switch (item.kind) {
            case ItemKind::aggregate: case ItemKind::param: case ItemKind::star: case ItemKind::nothing:
            case ItemKind::everything: case ItemKind::derived: return;
            case ItemKind::column:
                if (item.column.level == select_.level) push(item);
                return;
            case ItemKind::subquery: case ItemKind::exists:
                for (const Select& sub : item.subquery) add_outer(sub);
                return;
            // With values of its own an expression that is not selected would be another one there.
            case ItemKind::function: case ItemKind::arithmetic: case ItemKind::choose: case ItemKind::json:
                if (!has_aggregate(item) && !has_window(item) && (!has_param(item) || contains(select_.columns, item)) && has_own_column(item)) {
                    push(item);
                    return;
                }
                break;
            // The aggregate of a window is computed of groups: what it is of must be one value for each.
            case ItemKind::window:
                for (std::size_t i = 0; i < item.items.size(); ++i) {
                    if (i != 0) add(item.items[i]);
                    else for (const Item& inner : item.items[0].items) add(inner);
                }
                return;
            default: break;
        }
        for (const Item& inner : item.items) add(inner);
    }
    [[nodiscard]] constexpr bool has_own_column(const Item& item) const {
        if (item.kind == ItemKind::column && item.column.level == select_.level) return true;
        for (const Item& inner : item.items)
            if (has_own_column(inner)) return true;
        return false;
    }
    /// The columns that a subquery takes from this query.
    constexpr void add_outer(const Select& sub) {
        for (const Item& item : sub.columns) add_outer(item);
        for (const Item& item : sub.group) add_outer(item);
        for (const OrderItem& item : sub.order) add_outer(item.expression);
        add_outer(sub.where);
        add_outer(sub.having);
    }
    constexpr void add_outer(const Item& item) {
        if (item.kind == ItemKind::column && item.column.level == select_.level) push(item);
        for (const Item& inner : item.items) add_outer(inner);
        for (const Select& sub : item.subquery) add_outer(sub);
    }

    Select& select_;
    std::size_t given_ = 0;
};

}  // namespace nuage::plan
