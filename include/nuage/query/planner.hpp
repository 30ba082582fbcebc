// SPDX-License-Identifier: MIT
// From the query tree to a plan. Runs when a shape is compiled for the first time, never per execution.
#pragma once

#include <nuage/meta/errors.hpp>
#include <nuage/query/expression_kinds.hpp>
#include <nuage/query/grouping.hpp>
#include <nuage/query/joins.hpp>

namespace nuage::plan {

/// Reads the nodes of a clause in order, handing out parameters by their position.
struct Reader {
    const Node* next;
    const Node* end;
    std::uint16_t clause;
    std::uint16_t values = 0;

    constexpr Reader(const Clause& from, std::uint16_t number)
        : next(from.nodes.begin()), end(from.nodes.end()), clause(number) {}
    constexpr Reader(const Node* from, const Node* to, std::uint16_t number, std::uint16_t values_before)
        : next(from), end(to), clause(number), values(values_before) {}
    [[nodiscard]] constexpr bool done() const { return next == end; }
    constexpr const Node& take() { return *next++; }
    /// A reader of the next `items` subtrees, which are passed over.
    constexpr Reader part(std::size_t items) {
        const Node* from = next;
        for (; items > 0; --items) next += subtree_size(next);
        const Reader inner(from, next, clause, values);
        values = static_cast<std::uint16_t>(values + value_count(from, next));
        return inner;
    }
    constexpr ParamRef param(const Node& node) {
        return {clause, values++, static_cast<ValueKind>(node.flags)};
    }
};

class Planner {
public:
    constexpr Planner(Select& select, const ModelInfo& model, int level = 0, Planner* outer = nullptr)
        : select_(select), joins_(select.tables), outer_(outer) {
        select_.model = &model;
        select_.level = level;
        Table first;
        first.model = &model;
        select_.tables.push_back(first);
    }

    /// Adds the filter() and exclude() calls of a clause.
    constexpr void add_where(const Clause& clause) { add_where(Reader(clause, 0), Reader(nullptr, nullptr, 2, 0)); }
    /// The same with the annotations, in the order of the calls: those before a condition share their joins with it.
    constexpr void add_where(Reader where, Reader select) {
        relations_ = select;
        std::vector<Item> rows;
        std::vector<Item> groups;
        std::vector<Item> windows;
        for (std::size_t calls = 0; !where.done(); ++calls) {
            add_annotations(select, calls);
            if (where.next->kind == NodeKind::derived) split(source(where), rows, groups, windows);
            else if (where.next->kind == NodeKind::with) add_with(where);
            else split(add_call(where), rows, groups, windows);
        }
        add_annotations(select, static_cast<std::size_t>(-1));
        select_.where = connect(ItemKind::all_of, std::move(rows));
        select_.having = connect(ItemKind::all_of, std::move(groups));
        select_.qualify = connect(ItemKind::all_of, std::move(windows));
    }

    /// An expression in a place where joins may be shared with any other: ordering, columns, update().
    constexpr Item add_expression(Reader& reader) { return expression(reader, nullptr); }

    /// The column a route leads to, joined as needed.
    constexpr Column add_route(Route route) {
        route.trim();
        std::vector<int> passed;
        return follow(route, nullptr, passed);
    }
    constexpr int join(int parent, const FieldInfo& relation) { return joins_.join(parent, relation, nullptr); }
    /// What a name means here to a query inside of this one.
    constexpr Item outer_column(std::string_view name, std::uint32_t levels);
    [[nodiscard]] constexpr int level() const { return select_.level; }

    [[nodiscard]] static constexpr Route read_route(const ModelInfo& start, Reader& reader, const Node& path) {
        Route route;
        route.start = &start;
        const ModelInfo* model = &start;
        for (std::size_t i = 0; i < path.count; ++i) {
            const FieldInfo& relation = relation_of(reader.take(), *model);
            route.follow(relation);
            model = &relation.target();
        }
        route.end(model->field_at(path.arg));
        return route;
    }

    /// The relation of a hop node: by position, or a hidden one by its address.
    [[nodiscard]] static constexpr const FieldInfo& relation_of(const Node& hop, const ModelInfo& model) {
        return hop.flags != 0 ? *static_cast<const FieldInfo*>(hop.definition) : model.fields[hop.arg];
    }

private:
    /// How deep in negations a condition stands: `current` is their parity, `branch` whether there is any.
    struct Negations {
        bool current = false;
        bool branch = false;
        [[nodiscard]] constexpr Negations inside(bool negated) const {
            return {current != negated, branch || negated};
        }
    };

    constexpr Item add_call(Reader& reader) {
        const Node& call = reader.take();
        std::vector<int> inner_before;
        for (int i = 0; i < static_cast<int>(select_.tables.size()); ++i)
            if (!table(i).outer) inner_before.push_back(i);
        std::vector<int> reusable;
        std::vector<int> needed;
        Item item = connective(reader, ItemKind::all_of, call.count, call.kind == NodeKind::exclude, {}, reusable, needed);
        joins_.demote(inner_before);
        return item;
    }

    /// The left side of a lookup: transforms around a path. False when it is another expression.
    struct LeftSide {
        std::vector<const Node*> transforms;   ///< and JSON paths
        Route route;
        bool is_path = false;
    };
    /// Those annotations that stand before a number of calls.
    constexpr void add_annotations(Reader& select, std::size_t calls) {
        while (!select.done()) {
            if (select.next->kind != NodeKind::annotation) {
                static_cast<void>(select.part(1));
                continue;
            }
            if (select.next->arg > calls) return;
            const Node& node = select.take();
            const auto* name = static_cast<const NameDef*>(node.definition);
            flags_ = node.flags;
            Item item = expression(select, nullptr);
            flags_ = 0;
            select_.annotations.push_back({name->name, std::move(item), node.flags});
        }
    }
    /// What speaks of windows is tested last, what speaks of groups goes to HAVING, the rest to WHERE.
    static constexpr void split(Item item, std::vector<Item>& rows, std::vector<Item>& groups, std::vector<Item>& windows) {
        if (item.kind == ItemKind::all_of && (has_aggregate(item) || has_window(item))) {
            for (Item& part : item.items) split(std::move(part), rows, groups, windows);
        } else if (has_window(item)) {
            windows.push_back(std::move(item));
        } else if (has_aggregate(item)) {
            groups.push_back(std::move(item));
        } else {
            rows.push_back(std::move(item));
        }
    }

    /// A subquery as the list of IN. True when it has no rows.
    static constexpr bool mark_list(Item& lookup) {
        if (lookup.lookup->operand != Operand::list || lookup.items[1].kind != ItemKind::subquery) return false;
        lookup.items[1].flags = 1;
        return lookup.items[1].subquery[0].where.kind == ItemKind::nothing;
    }
    /// The joins that a path may share; nullptr: all.
    [[nodiscard]] constexpr std::vector<int>* joinable(std::vector<int>& reusable) const { return apart_ ? nullptr : &reusable; }
    /// Whether a condition over a to-many relation is to become NOT EXISTS.
    [[nodiscard]] constexpr bool splits(const LeftSide& left, Negations here) const {
        return !apart_ && here.branch && left.route.first_multi() < left.route.hops.size();
    }

    /// Whether a condition is made of empty ones.
    static constexpr bool says_nothing(const Node* condition) {
        switch (condition->kind) {
            case NodeKind::everything: return true;
            case NodeKind::negation: return says_nothing(condition + 1);
            case NodeKind::all_of: case NodeKind::any_of: case NodeKind::one_of: {
                const Node* child = condition + 1;
                for (std::size_t i = 0; i < condition->count; ++i, child += subtree_size(child))
                    if (!says_nothing(child)) return false;
                return true;
            }
            default: return false;
        }
    }

    constexpr Item connective(Reader& reader, ItemKind kind, std::size_t count, bool negated, Negations outside,
                              std::vector<int>& reusable, std::vector<int>& needed) {
        const Negations here = outside.inside(negated);
        std::size_t silent = 0;
        const Node* child = reader.next;
        for (std::size_t i = 0; i < count; ++i, child += subtree_size(child)) silent += says_nothing(child) ? 1u : 0u;
        Votes votes(kind, count - silent, here.current);
        std::vector<Item> items;
        for (std::size_t i = 0; i < count; ++i) {
            if (says_nothing(reader.next)) {
                static_cast<void>(reader.part(1));
                continue;
            }
            std::vector<int> child_needs;
            items.push_back(condition(reader, here, reusable, child_needs));
            votes.add(child_needs);
        }
        if (!apart_) needed = votes.decide(joins_);
        if (silent == count) return everything();
        Item joined = connect(kind, std::move(items));
        // Not `?:`, which would copy; and g++ 12 gets the copy wrong in constant evaluation.
        if (negated) return negate(std::move(joined));
        return joined;
    }

    constexpr Item condition(Reader& reader, Negations here, std::vector<int>& reusable, std::vector<int>& needed) {
        const Node& node = reader.take();
        switch (node.kind) {
            case NodeKind::all_of:
                if (node.flags != 0) lend_joins();
                return connective(reader, ItemKind::all_of, node.count, false, here, reusable, needed);
            case NodeKind::filter: case NodeKind::exclude: return call_inside(reader, node, here, needed);
            case NodeKind::any_of: return connective(reader, ItemKind::any_of, node.count, false, here, reusable, needed);
            case NodeKind::one_of: return connective(reader, ItemKind::one_of, node.count, false, here, reusable, needed);
            case NodeKind::negation: return negation(reader, here, reusable, needed);
            case NodeKind::lookup: return lookup(reader, node, here, reusable, needed);
            case NodeKind::is_null: return is_null(reader, node, here, reusable, needed);
            case NodeKind::truth: return truth(reader, here, reusable, needed);
            case NodeKind::nothing: return nothing();
            default: return everything();
        }
    }

    /// The calls of a query set that is joined to another by | or ^ may use the other's joins, each of them once.
    constexpr void lend_joins() {
        lent_.clear();
        for (int i = 1; i < static_cast<int>(select_.tables.size()); ++i) lent_.push_back(i);
    }
    constexpr Item call_inside(Reader& reader, const Node& call, Negations here, std::vector<int>& needed) {
        std::vector<int> reusable = lent_;
        std::vector<int> used;
        used_ = &used;
        Item item = connective(reader, ItemKind::all_of, call.count, call.kind == NodeKind::exclude, here, reusable, needed);
        used_ = nullptr;
        std::erase_if(lent_, [&](int table) { return Joins::contains(used, table); });
        return item;
    }

    constexpr Item negation(Reader& reader, Negations here, std::vector<int>& reusable, std::vector<int>& needed) {
        const NodeKind kind = reader.next->kind;
        if (kind == NodeKind::all_of || kind == NodeKind::any_of) {
            const Node& inner = reader.take();
            return connective(reader, kind == NodeKind::all_of ? ItemKind::all_of : ItemKind::any_of, inner.count, true,
                              here, reusable, needed);
        }
        return connective(reader, ItemKind::all_of, 1, true, here, reusable, needed);
    }

    constexpr LeftSide read_left(Reader& reader) {
        LeftSide left;
        const Node* look = reader.next;
        while ((look->kind == NodeKind::function && look->count == 1) || look->kind == NodeKind::json) ++look;
        if (look->kind != NodeKind::path) return left;
        left.is_path = true;
        while (reader.next != look) left.transforms.push_back(&reader.take());
        const Node& path = reader.take();
        left.route = read_route(*select_.model, reader, path);
        left.route.trim();
        return left;
    }
    /// The columns of the key that a route leads to, where it has several.
    [[nodiscard]] static constexpr Item key_item(Column column, const ModelInfo* keys_of) {
        if (keys_of == nullptr) return column_item(column);
        Item row;
        row.kind = ItemKind::row;
        row.type = FieldKind::composite_key;
        for (const std::uint16_t part : keys_of->key_parts) {
            column.field = &keys_of->fields[part];
            row.items.push_back(column_item(column));
        }
        return row;
    }
    [[nodiscard]] static constexpr Item transformed(Item item, const std::vector<const Node*>& transforms) {
        for (std::size_t i = transforms.size(); i > 0; --i) item = around(*transforms[i - 1], std::move(item));
        return item;
    }
    /// The item of a transform or JSON path around another one.
    [[nodiscard]] static constexpr Item around(const Node& node, Item item) {
        if (node.kind == NodeKind::function) return transform_item(*static_cast<const FunctionDef*>(node.definition), std::move(item));
        Item outer;
        outer.kind = ItemKind::json;
        outer.keys = static_cast<const JsonPathDef*>(node.definition)->keys;
        outer.type = FieldKind::json;
        outer.items.push_back(std::move(item));
        return outer;
    }
    /// Sides of a lookup take what they need out of JSON documents.
    static constexpr void choose_json_form(Item& lookup) {
        const Operand operand = lookup.lookup->operand;
        if (lookup.items[0].kind == ItemKind::json && operand == Operand::pattern) {
            lookup.items[0].flags = json_text;
            lookup.items[0].type = FieldKind::text;
            return;
        }
        if (lookup.lookup->name == "contains" || lookup.lookup->name == "contained_by" || operand == Operand::key) return;
        for (Item& side : lookup.items)
            if (side.kind == ItemKind::json) side.flags = json_comparable;
    }

    /// A condition over a to-many relation inside a negation: EXISTS (SELECT 1 FROM the many side WHERE …).
    /// Stands before its uses: clang 19 would instantiate it at the end of the file, too late for constant evaluation.
    template <class Build>
    constexpr Item excluded(const Route& route, std::vector<int>& reusable, Build build, bool wants_missing) {
        const std::size_t multi = route.first_multi();
        const FieldInfo& relation = *route.hops[multi];
        const FieldInfo& back = remote_field(relation);
        const FieldInfo& shared = target_field(back);

        Route before;   // from the outer query to the column that the many side refers to
        before.start = route.start;
        before.hops.assign(route.hops.begin(), route.hops.begin() + static_cast<std::ptrdiff_t>(multi));
        const ModelInfo& source = before.model_after(multi);
        before.field = &shared;
        const ModelInfo& origin = source;
        Route trimmed = before;
        trimmed.trim();
        std::vector<int> passed;
        const Column outside = follow(trimmed, joinable(reusable), passed);

        Select sub;
        // Where a missing partner satisfies the condition, the side that has none must be in the subquery, too.
        const ModelInfo& first = wants_missing ? origin : relation.target();
        Planner inner(sub, first, select_.level + 1);
        Route rest;
        rest.start = &first;
        rest.hops.assign(route.hops.begin() + static_cast<std::ptrdiff_t>(wants_missing ? multi : multi + 1), route.hops.end());
        rest.field = route.field;
        std::vector<int> inner_passed;
        const Column column = inner.follow(rest, nullptr, inner_passed);
        if (!wants_missing) inner.joins_.demote(inner_passed);

        std::vector<Item> conditions;
        conditions.push_back(build(inner, column, Negations{}));
        if (has_unnamed_aggregate(conditions.back())) refuse_aggregate();
        // It would stand in WHERE, where neither of the two may be.
        if (has_window(conditions.back()) || has_aggregate(conditions.back()))
            throw NotSupportedError("[F099] exclude() asks of a to-many relation in a subquery, which has neither windows nor aggregates of the rows "
                                    "around it; filter() by the negated condition.");
        Column inside;
        inside.level = sub.level;
        inside.table = 0;
        inside.field = wants_missing ? &shared : &back;
        conditions.push_back(equal(column_item(inside), column_item(outside)));
        // The same filter() call already speaks of one row of the many side: mean that row.
        for (int i = 1; !wants_missing && i < static_cast<int>(select_.tables.size()); ++i) {
            if (table(i).relation != &relation || !Joins::contains(reusable, i)) continue;
            for_key_fields(concrete_model(relation.target()), [&](const FieldInfo& key) {
                Column mine = inside;
                mine.field = &key;
                Column theirs = mine;
                theirs.level = select_.level;
                theirs.table = i;
                conditions.push_back(equal(column_item(mine), column_item(theirs)));
            });
            break;
        }
        sub.where = connect(ItemKind::all_of, std::move(conditions));

        Item exists;
        exists.kind = ItemKind::exists;
        exists.subquery.push_back(std::move(sub));
        const bool outside_null = outside.field->null || table(outside.table).outer;
        if (!wants_missing || !outside_null) return exists;
        std::vector<Item> either;
        either.push_back(std::move(exists));
        either.push_back(null_test(column_item(outside), true));
        return connect(ItemKind::any_of, std::move(either));
    }

    constexpr Item lookup(Reader& reader, const Node& node, Negations here, std::vector<int>& reusable,
                          std::vector<int>& needed) {
        Item item;
        item.kind = ItemKind::lookup;
        item.lookup = static_cast<const LookupDef*>(node.definition);
        LeftSide left = read_left(reader);
        if (!left.is_path) {
            item.items.push_back(expression(reader, joinable(reusable)));
            for (std::size_t i = 0; i < node.count; ++i) item.items.push_back(expression(reader, joinable(reusable)));
            if (mark_list(item)) return nothing();
            choose_json_form(item);
            return item;
        }
        if (splits(left, here))
            return excluded(left.route, reusable, [&](Planner& inner, Column column, Negations) {
                item.items.push_back(transformed(key_item(column, left.route.keys_of), left.transforms));
                // A field on the right belongs to the outer query: it is planned here, not in the subquery.
                static_cast<void>(inner);
                for (std::size_t i = 0; i < node.count; ++i) item.items.push_back(expression(reader, joinable(reusable)));
                static_cast<void>(mark_list(item));
                choose_json_form(item);
                return item;
            }, false);
        std::vector<int> passed;
        const Column column = follow(left.route, joinable(reusable), passed);
        std::vector<Item> guards;
        const bool maybe_null = column.field->null || table(column.table).outer;
        item.items.push_back(transformed(key_item(column, left.route.keys_of), left.transforms));
        const std::size_t tables_before = select_.tables.size();
        for (std::size_t i = 0; i < node.count; ++i) item.items.push_back(expression(reader, joinable(reusable)));
        if (mark_list(item)) return nothing();
        choose_json_form(item);
        for (std::size_t i = tables_before; i < select_.tables.size(); ++i) passed.push_back(static_cast<int>(i));
        if (!here.current) {
            needed = passed;
            return item;
        }
        // In a negation NULL must not swallow the row: NOT (x = ? AND x IS NOT NULL).
        // With a JSON null a document that is not there is not meant.
        if (maybe_null && node.flags == 0) guards.push_back(null_test(column_item(column), false));
        // One of a list may be NULL and another equal: Django asks nothing of them.
        for (std::size_t i = 1; item.lookup->operand != Operand::list && i < item.items.size(); ++i) {
            const Item& right = item.items[i];
            if (right.kind == ItemKind::column && (right.column.field->null || table(right.column.table).outer))
                guards.push_back(null_test(right, false));
        }
        if (guards.empty()) return item;
        std::vector<Item> guarded;
        guarded.push_back(std::move(item));
        for (Item& guard : guards) guarded.push_back(std::move(guard));
        return connect(ItemKind::all_of, std::move(guarded));
    }

    /// A boolean column that stands alone: the same as `= true`.
    constexpr Item truth(Reader& reader, Negations here, std::vector<int>& reusable, std::vector<int>& needed) {
        LeftSide left = read_left(reader);
        if (!left.is_path) return expression(reader, joinable(reusable));
        if (splits(left, here))
            return excluded(left.route, reusable, [&](Planner&, Column column, Negations) {
                return transformed(column_item(column), left.transforms);
            }, false);
        std::vector<int> passed;
        const Column column = follow(left.route, joinable(reusable), passed);
        Item item = transformed(column_item(column), left.transforms);
        if (!here.current) needed = passed;
        if (!here.current || (!column.field->null && !table(column.table).outer)) return item;
        std::vector<Item> guarded;
        guarded.push_back(std::move(item));
        guarded.push_back(null_test(column_item(column), false));
        return connect(ItemKind::all_of, std::move(guarded));
    }

    constexpr Item is_null(Reader& reader, const Node& node, Negations here, std::vector<int>& reusable,
                           std::vector<int>& needed) {
        const bool yes = node.flags != 0;
        LeftSide left = read_left(reader);
        if (!left.is_path) return null_test(expression(reader, joinable(reusable)), yes);
        if (splits(left, here))
            return excluded(left.route, reusable, [&](Planner&, Column column, Negations) {
                return null_test(transformed(column_item(column), left.transforms), yes);
            }, yes);
        std::vector<int> passed;
        const Column column = follow(left.route, joinable(reusable), passed);
        if (yes == here.current) needed = passed;
        return null_test(transformed(column_item(column), left.transforms), yes);
    }

    [[nodiscard]] static constexpr Item equal(Item a, Item b) {
        Item item;
        item.kind = ItemKind::equal;
        item.items.push_back(std::move(a));
        item.items.push_back(std::move(b));
        return item;
    }

    constexpr Item expression(Reader& reader, std::vector<int>* reusable) {
        const Node& node = reader.take();
        Item item;
        switch (node.kind) {
            case NodeKind::path: {
                Route route = read_route(*select_.model, reader, node);
                route.trim();
                std::vector<int> passed;
                return key_item(follow(route, reusable, passed), route.keys_of);
            }
            case NodeKind::row:
                item.kind = ItemKind::row;
                item.type = FieldKind::composite_key;
                for (std::size_t i = 0; i < node.count; ++i) item.items.push_back(expression(reader, reusable));
                return item;
            case NodeKind::function: {
                std::vector<Item> operands;
                for (std::size_t i = 0; i < node.count; ++i) operands.push_back(expression(reader, reusable));
                return function_item(*static_cast<const FunctionDef*>(node.definition), std::move(operands));
            }
            case NodeKind::json: return around(node, expression(reader, reusable));
            case NodeKind::arithmetic:
                item.kind = ItemKind::arithmetic;
                item.flags = node.flags;
                item.items.push_back(expression(reader, reusable));
                item.items.push_back(expression(reader, reusable));
                item.type = arithmetic_type(item.items[0].type, item.items[1].type, static_cast<char>(node.flags));
                return item;
            case NodeKind::reference:
                item = select_.annotations[node.arg].expression;
                item.annotation = static_cast<int>(node.arg);
                return item;
            case NodeKind::relation:
                if (node.flags != 0) static_cast<void>(joins_.join(0, *static_cast<const FieldInfo*>(node.definition), nullptr));
                static_cast<void>(reader.part(1));
                return item;
            case NodeKind::star: item.kind = ItemKind::star; return item;
            case NodeKind::aggregate: return aggregate(reader, node);
            case NodeKind::choose: return choose(reader, node);
            case NodeKind::window: return window(reader, node);
            case NodeKind::subquery: case NodeKind::exists: return subquery(reader, node);
            case NodeKind::outer:
                if (outer_ == nullptr)
                    throw ValueError("[F040] This query set contains a reference to an outer query and may only be used in a subquery.");
                return outer_->outer_column(static_cast<const NameDef*>(node.definition)->name, node.arg);
            case NodeKind::filter: case NodeKind::all_of: case NodeKind::any_of: case NodeKind::one_of:
            case NodeKind::negation: case NodeKind::lookup: case NodeKind::is_null: case NodeKind::truth:
            case NodeKind::nothing: case NodeKind::everything:
                --reader.next;
                return conditional(reader);
            default:
                item.kind = ItemKind::param;
                item.param = reader.param(node);
                item.type = kind_of_value(item.param.kind);
                return item;
        }
    }

    /// A condition that is part of an expression: it takes no rows away, so its joins are outer, shared with any other,
    /// and nothing becomes NOT EXISTS.
    constexpr Item conditional(Reader& reader);
    /// Gives a joined table the condition of its FilteredRelation().
    constexpr void filter_table(int table, const FieldInfo& relation);
    constexpr Item aggregate(Reader& reader, const Node& node);
    constexpr void require_plain(const Item& operand, const AggregateDef& aggregate) const;
    constexpr Item choose(Reader& reader, const Node& node);
    /// An item of the order within a window or an aggregate.
    constexpr Item ordered(Reader& reader);
    constexpr Item window(Reader& reader, const Node& node);
    constexpr Item subquery(Reader& reader, const Node& node);
    /// Puts a query in the place of the first table.
    constexpr Item source(Reader& reader);
    /// Plans a common table expression.
    constexpr void add_with(Reader& reader);

    /// int + float = float, decimal wins over integers, a difference of times is a duration.
    [[nodiscard]] static constexpr FieldKind arithmetic_type(FieldKind left, FieldKind right, char op) {
        const bool left_temporal = (bit(left) & kinds::temporal) != 0;
        const bool right_temporal = (bit(right) & kinds::temporal) != 0;
        if (left_temporal && right_temporal && op == '-') return FieldKind::duration;
        if (left_temporal) return left == FieldKind::date && right == FieldKind::duration ? FieldKind::datetime : left;
        if (right_temporal) return right;
        if (left == FieldKind::real || right == FieldKind::real) return FieldKind::real;
        if (left == FieldKind::decimal || right == FieldKind::decimal) return FieldKind::decimal;
        return left;
    }

    constexpr Column follow(const Route& route, std::vector<int>* reusable, std::vector<int>& passed) {
        int at = 0;
        for (std::size_t i = 0; i < route.hops.size(); ++i) {
            at = joins_.join(at, *route.hops[i], reusable);
            passed.push_back(at);
            if (route.hops[i]->filtered) filter_table(at, *route.hops[i]);
            if (used_ != nullptr) used_->push_back(at);
        }
        if (reusable != nullptr)
            for (int joined : passed)
                if (!Joins::contains(*reusable, joined)) reusable->push_back(joined);
        Column column;
        column.level = select_.level;
        column.table = at;
        column.field = route.field;
        return column;
    }

    [[nodiscard]] constexpr const Table& table(int i) const { return select_.tables[static_cast<std::size_t>(i)]; }

    Select& select_;
    Joins joins_;
    Planner* outer_ = nullptr;
    Reader relations_{nullptr, nullptr, 2, 0};   // where FilteredRelation()s are told
    std::vector<int> lent_;             // of another query set's joins, those that may still be used
    std::vector<int>* used_ = nullptr;
    bool apart_ = false;         // inside of a conditional()
    std::uint8_t flags_ = 0;     // of the annotation that is being planned
};

}  // namespace nuage::plan

// The definitions of what needs whole SELECTs.
#include <nuage/query/select_planner.hpp>
