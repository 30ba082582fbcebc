// SPDX-License-Identifier: MIT
// Expressions that are more than a column: aggregates, CASE, and what refers to an outer query.
#pragma once

#include <utility>

#include <nuage/query/planner.hpp>
#include <nuage/query/sentences.hpp>

namespace nuage::plan {

constexpr Item Planner::conditional(Reader& reader) {
    const bool before = apart_;
    apart_ = true;
    std::vector<int> reusable;
    std::vector<int> needed;
    Item item;
    if (reader.next->kind == NodeKind::filter) {
        const Node& node = reader.take();
        item = connective(reader, ItemKind::all_of, node.count, false, {}, reusable, needed);
    } else {
        item = condition(reader, {}, reusable, needed);
    }
    apart_ = before;
    return item;
}

constexpr void Planner::filter_table(int table, const FieldInfo& relation) {
    const auto at = static_cast<std::size_t>(table);
    if (std::exchange(select_.tables[at].filtered, true)) return;
    for (Reader reader = relations_; !reader.done();) {
        if (reader.next->kind != NodeKind::annotation || reader.next[1].kind != NodeKind::relation ||
            (reader.next[1].definition != &relation && reader.next[1].definition != relation.standin)) {
            static_cast<void>(reader.part(1));
            continue;
        }
        reader.take();
        reader.take();
        const std::size_t tables = select_.tables.size();
        Item condition = conditional(reader);
        if (select_.tables.size() != tables)
            throw ValueError("[F070] The condition of a FilteredRelation() may follow its own relation only, and no further one.");
        if (condition.kind != ItemKind::everything) select_.tables[at].condition.push_back(std::move(condition));
        return;
    }
}

[[noreturn]] inline void refuse_window() {
    throw FieldError("[F095] Neither a window nor an aggregate is computed of a window.");
}

constexpr Item Planner::aggregate(Reader& reader, const Node& node) {
    Item item;
    item.kind = ItemKind::aggregate;
    item.flags = node.flags;
    item.aggregate = static_cast<const AggregateDef*>(node.definition);
    const std::size_t parts = node.count + ((node.flags & filtered) != 0 ? 1u : 0u) + ((node.flags & defaulted) != 0 ? 1u : 0u);
    for (std::size_t i = 0; i < parts; ++i) {
        item.items.push_back(expression(reader, nullptr));
        // A row is there where the first field of its key is; distinct keys need all of them.
        if (item.items.back().kind == ItemKind::row) {
            if ((node.flags & of_distinct) != 0)
                throw NotSupportedError(std::string(item.aggregate->called) + "() of distinct keys of several fields");
            Item first = std::move(item.items.back().items.front());
            item.items.back() = std::move(first);
        }
        require_plain(item.items.back(), *item.aggregate);
        const bool of_below = item.items.back().annotation >= 0 && (flags_ & result) != 0;   // computed in a query below
        if (!of_below && has_window(item.items.back())) refuse_window();
    }
    item.type = aggregate_kind(*item.aggregate, item.items[0].type);
    item.number = static_cast<int>(node.arg);
    for (std::size_t i = 0; i < node.arg; ++i) {
        item.items.push_back(ordered(reader));
        require_plain(item.items.back(), *item.aggregate);
    }
    return item;
}

/// Aggregates are computed of rows; those of aggregate(), of the groups of the query that it sums up, too.
constexpr void Planner::require_plain(const Item& operand, const AggregateDef& aggregate) const {
    const bool of_result = operand.annotation >= 0 &&
                           (select_.annotations[static_cast<std::size_t>(operand.annotation)].flags & result) != 0;
    if (operand.kind == ItemKind::aggregate && (operand.annotation < 0 || of_result || (flags_ & result) == 0)) {
        const std::string_view name = operand.annotation < 0 ? std::string_view("its operand")
                                                             : select_.annotations[static_cast<std::size_t>(operand.annotation)].name;
        throw FieldError("[A001] " + std::string(aggregate.called) + "() is computed of single rows; '" + std::string(name) +
                         "' is an aggregate itself.");
    }
    if (operand.annotation >= 0 && !of_result && (flags_ & result) != 0) return;
    for (const Item& inner : operand.items) require_plain(inner, aggregate);
}

constexpr Item Planner::choose(Reader& reader, const Node& node) {
    Item item;
    item.kind = ItemKind::choose;
    item.flags = node.flags;
    for (std::size_t i = 0; i < node.count; ++i) {
        Item when = conditional(reader);
        Item then = expression(reader, nullptr);
        if (when.kind == ItemKind::nothing) continue;
        item.type = then.type;
        item.items.push_back(std::move(when));
        item.items.push_back(std::move(then));
    }
    if (node.flags == 0) return item;
    Item otherwise = expression(reader, nullptr);
    if (item.items.empty()) return otherwise;
    item.items.push_back(std::move(otherwise));
    return item;
}

constexpr Item Planner::ordered(Reader& reader) {
    const Node& order = reader.take();
    if (order.kind != NodeKind::order) throw FieldError("[A026] A window or an aggregate cannot be ordered at random.");
    Item item;
    item.kind = ItemKind::ordered;
    item.flags = order.flags;
    item.items.push_back(expression(reader, nullptr));
    return item;
}

constexpr Item Planner::window(Reader& reader, const Node& node) {
    Item item;
    item.kind = ItemKind::window;
    item.number = node.count;
    for (std::size_t i = 0; i <= node.count; ++i) item.items.push_back(expression(reader, nullptr));
    item.type = item.items[0].type;
    for (std::size_t i = 0; i < node.arg; ++i) item.items.push_back(ordered(reader));
    for (const Item& inner : item.items)
        if (has_window(inner)) refuse_window();
    if (item.items[0].kind == ItemKind::aggregate && (item.items[0].flags & of_distinct) != 0)
        throw NotSupportedError("[F096] No database computes an aggregate of distinct values over a window.");
    if (node.flags == 0) return item;
    const Node& frame = reader.take();
    item.frame.unit = frame.flags & 3;
    item.frame.excluded = static_cast<std::uint8_t>(frame.flags >> 2);
    for (std::size_t i = 0; i < 2; ++i) {
        const Node& end = reader.take();
        item.frame.sides[i] = end.flags;
        item.frame.ends[i] = end.arg;
    }
    return item;
}

constexpr Item Planner::outer_column(std::string_view name, std::uint32_t levels) {
    if (levels > 0) {
        if (outer_ == nullptr)
            throw ValueError("[F040] This query set contains a reference to an outer query and may only be used in a subquery.");
        return outer_->outer_column(name, levels - 1);
    }
    for (std::size_t i = select_.annotations.size(); i > 0; --i)
        if (select_.annotations[i - 1].name == name) return select_.annotations[i - 1].expression;
    const ResolvedPath path = resolve_name(*select_.model, name);
    if (path.problem != PathProblem::none) throw FieldError(path_sentence(path, name).str());
    Route route;
    route.start = select_.model;
    const ModelInfo* model = select_.model;
    for (std::size_t i = 0; i < path.hop_count; ++i) {
        const FieldInfo& relation = model->fields[path.hops[i]];
        route.follow(relation);
        model = &relation.target();
    }
    route.end(path.final_field());
    Item item = key_item(add_route(route), route.keys_of);
    if (path.is_json_path()) {
        Item document;
        document.kind = ItemKind::json;
        document.keys = path.json.keys;
        document.type = FieldKind::json;
        document.items.push_back(std::move(item));
        item = std::move(document);
    }
    for (std::size_t i = 0; i < path.transform_count; ++i) {
        Item inner = std::move(item);
        item = transform_item(*path.transforms[i], std::move(inner));
    }
    return item;
}

}  // namespace nuage::plan
