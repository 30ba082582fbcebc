// SPDX-License-Identifier: MIT
// The plan of a whole SELECT: conditions, columns, groups and order, of a query or of a subquery in one.
#pragma once

#include <nuage/query/expression_planner.hpp>

namespace nuage::plan {

/// A query, wherever its nodes are.
struct QueryParts {
    const ModelInfo* model;
    Reader where;
    Reader order;
    Reader select;
    Reader chosen = select;     ///< where the columns are: of a part of a combination that values() followed, there
    bool distinct;
    bool reversed;
    bool own_order;
    bool columns_only;
    bool empty = false;         ///< a subquery that has no rows
    bool own_table = false;     ///< the columns are all those of the model's own table
    bool is_read = false;       ///< the whole query, no operand, table or part: its rows may have columns that nobody looks at
    Bound limit;
    Bound offset;

    constexpr explicit QueryParts(const Query& query)
        : model(query.model), where(query.where, 0), order(query.order, 1), select(query.select, 2),
          distinct(query.distinct), reversed(query.reversed), own_order(query.own_order), columns_only(query.columns_only), is_read(true),
          limit{query.limit != Query::no_limit, query.fixed_limit, query.limit},
          offset{query.offset != 0, query.fixed_limit, query.offset} {}
    /// Reads the sections of a subquery.
    constexpr QueryParts(const Node& node, Reader& reader)
        : model(static_cast<const ModelInfo*>(node.definition)), where(section(reader)), order(section(reader)),
          select(section(reader)), distinct((node.flags & sub_distinct) != 0), reversed((node.flags & sub_reversed) != 0),
          own_order((node.flags & sub_own_order) != 0), columns_only((node.flags & sub_objects) == 0),
          empty((node.flags & sub_empty) != 0),
          limit{(node.flags & sub_limited) != 0, true, reader.take().arg},
          offset{(node.flags & sub_offset) != 0, true, reader.take().arg} {}
    [[nodiscard]] constexpr bool sliced() const { return limit.given || offset.given; }
    /// What is ordered by repeats rows, over a to-many relation, beside DISTINCT and in unions. Only slices are counted with it, in
    /// Django as well.
    constexpr void leave_order() {
        own_order = true;
        order.next = order.end;
    }
    [[nodiscard]] constexpr bool distinct_on() const {
        for (const Node* n = select.next; n != select.end; n += subtree_size(n))
            if (n->kind == NodeKind::distinct_on) return true;
        return false;
    }
    [[nodiscard]] constexpr bool combined() const { return !where.done() && where.next->kind == NodeKind::combined; }

private:
    static constexpr Reader section(Reader& reader) {
        const std::size_t items = reader.take().count;
        return reader.part(items);
    }
};

class SelectPlanner {
public:
    constexpr SelectPlanner(Select& select, const QueryParts& query, int level = 0, Planner* outer = nullptr)
        : select_(select), query_(query), planner_(select, *query.model, level, outer) {
        if (query.combined()) {
            combine(level, outer);
            if (query.empty) make_empty(select);
            return;
        }
        planner_.add_where(query.where, query.select);
        for (const Node* n = query.select.next; n != query.select.end; n += subtree_size(n))
            if (n->kind == NodeKind::group) select.grouped = true;
        if (!select.grouped && select.having.kind != ItemKind::everything) refuse_aggregate();
        if (query.empty) make_empty(select);
    }
    [[nodiscard]] constexpr Planner& planner() { return planner_; }

    constexpr void columns() {
        if (query_.combined()) return;
        if (query_.own_table) plan_table(query_, select_);
        else if (query_.columns_only) plan_columns(query_, select_, planner_);
        else plan_objects(query_, select_, planner_);
    }
    /// Without the columns themselves: the joins over to-many relations that they need, which add rows.
    constexpr void column_joins() {
        if (query_.combined() || !query_.columns_only) return;
        const std::size_t others = select_.tables.size();
        columns();
        select_.columns.clear();
        while (select_.tables.size() > others && !select_.tables.back().relation->multi_valued) select_.tables.pop_back();
    }
    /// The order of groups is none of Meta's business.
    constexpr void order() {
        if (query_.combined()) return;
        if (query_.own_order || !select_.grouped) plan_order(query_, select_, planner_);
        select_.reversed = query_.reversed;
        for (const OrderItem& item : select_.order)
            require_named(select_, item.expression);
    }
    constexpr void slice() {
        select_.limit = query_.limit;
        select_.offset = query_.offset;
    }
    constexpr void distinct() {
        if (!query_.distinct) return;
        select_.distinct = true;
        for (Reader reader = query_.select; !reader.done();) {
            if (reader.next->kind != NodeKind::distinct_on) {
                static_cast<void>(reader.part(1));
                continue;
            }
            reader.take();
            select_.distinct_on.push_back(planner_.add_expression(reader));
        }
        if (select_.distinct_on.empty()) add_order_columns(select_);
    }
    /// Last, as all columns that are not computed over a group are grouped by, too.
    constexpr void groups() {
        if (!select_.grouped) return refuse_sums_in_windows();
        bool settled = false;
        for (Reader reader = query_.select; !reader.done();) {
            if (reader.next->kind != NodeKind::group) {
                static_cast<void>(reader.part(1));
                continue;
            }
            const Node& node = reader.take();
            settled = settled || node.flags != 0;
            if (node.count == 0)
                for_key_fields(*query_.model, [&](const FieldInfo& key) { select_.group.push_back(column_item({select_.level, 0, &key})); });
            else select_.group.push_back(planner_.add_expression(reader));
        }
        if (settled) Grouping(select_).check();
        else Grouping(select_).decide(query_.own_order);
    }
    /// Without groups an aggregate that a window is over would make one row of all, or an error of the database.
    constexpr void refuse_sums_in_windows() const {
        for (const Item& column : select_.columns)
            if (sums_in_window(column)) refuse_aggregate();
        for (const OrderItem& item : select_.order)
            if (!item.random && sums_in_window(item.expression)) refuse_aggregate();
        if (sums_in_window(select_.qualify)) refuse_aggregate();
    }
    /// Makes the query a subquery, of which results are computed: what they are computed of becomes its columns.
    constexpr void below(std::vector<Annotation>& results) {
        columns();
        const std::size_t own = select_.columns.size();
        for (Annotation& entry : results) derive(entry.expression, own);
        if (query_.sliced()) order();
        if (query_.distinct) distinct();
        groups();
        slice();
        if (query_.distinct) {
            qualify();
            return;
        }
        select_.columns.erase(select_.columns.begin(), select_.columns.begin() + static_cast<std::ptrdiff_t>(own));
        for (Annotation& entry : results) renumber(entry.expression, static_cast<int>(own));
        qualify();
    }
    constexpr void all() {
        columns();
        order();
        distinct();
        groups();
        slice();
        qualify();
    }
    /// Conditions on windows are tested in a query around this one: what they and the order speak of become columns.
    constexpr void qualify() {
        if (select_.qualify.kind == ItemKind::everything) return;
        if (!select_.partition.empty()) throw NotSupportedError("A slice of each group's rows cannot be of rows that are filtered by a window.");
        select_.visible = select_.columns.size();
        lift(select_.qualify);
        for (OrderItem& item : select_.order)
            if (!item.random) lift(item.expression);
    }

private:
    /// An order goes by an aggregate that annotate() named; without one there are no groups.
    static constexpr void require_named(const Select& rows, const Item& item) {
        if (rows.grouped ? has_unnamed_aggregate(item) : has_aggregate(item)) refuse_aggregate();
    }
    constexpr void lift(Item& item) {
        const bool leaf = (item.kind == ItemKind::column && item.column.level == select_.level) || item.kind == ItemKind::window ||
                          item.kind == ItemKind::aggregate;
        if (!leaf) {
            for (Item& inner : item.items) lift(inner);
            for (Select& sub : item.subquery) lift(sub);
            return;
        }
        std::size_t at = 0;
        while (at < select_.columns.size() && !same(select_.columns[at], item)) ++at;
        Item column;
        column.kind = ItemKind::derived;
        column.type = item.type;
        column.number = static_cast<int>(at);
        if (at == select_.columns.size()) select_.columns.push_back(std::move(item));
        item = std::move(column);
    }
    constexpr void lift(Select& sub) {
        for (Item& item : sub.columns) lift_outer(item);
        lift_outer(sub.where);
        lift_outer(sub.having);
    }
    /// In a subquery only this query's columns are meant.
    constexpr void lift_outer(Item& item) {
        if (item.kind == ItemKind::column && item.column.level == select_.level) return lift(item);
        for (Item& inner : item.items) lift_outer(inner);
        for (Select& sub : item.subquery) lift(sub);
    }
    /// The whole plan of a combination, in combination_planner.hpp.
    constexpr void combine(int level, Planner* outer);
    constexpr void combine_order(const QueryParts& part, SelectPlanner& planner, Select& plan, bool first, bool objects);
    constexpr void drop_empty_parts();
    static constexpr void make_empty(Select& select);

    constexpr void derive(Item& item, std::size_t own) {
        if (item.kind != ItemKind::aggregate) {
            for (Item& inner : item.items) derive(inner, own);
            return;
        }
        for (Item& part : item.items) {
            Item& operand = part.kind == ItemKind::ordered ? part.items[0] : part;
            if (operand.kind == ItemKind::param || operand.kind == ItemKind::star) continue;
            // The columns of distinct rows are what makes them distinct; others are replaced.
            std::size_t at = query_.distinct ? 0 : own;
            while (at < select_.columns.size() && !same(select_.columns[at], operand)) ++at;
            Item column;
            column.kind = ItemKind::derived;
            column.type = operand.type;
            column.number = static_cast<int>(at);
            if (at == select_.columns.size()) select_.columns.push_back(std::move(operand));
            operand = std::move(column);
        }
    }
    static constexpr void renumber(Item& item, int less) {
        if (item.kind == ItemKind::derived) item.number -= less;
        for (Item& inner : item.items) renumber(inner, less);
    }

    static constexpr void plan_columns(const QueryParts& query, Select& select, Planner& planner) {
        Reader reader = query.chosen;
        while (!reader.done()) {
            if (reader.next->kind != NodeKind::column) {
                static_cast<void>(reader.part(1));
                continue;
            }
            reader.take();
            select.columns.push_back(planner.add_expression(reader));
        }
        select.row_columns = select.columns.size();
    }

    /// The columns of the model's table, without those of its parents'.
    static constexpr void plan_table(const QueryParts& query, Select& select) {
        for (const FieldInfo& field : concrete_model(*query.model).fields)
            if (field.has_column() && !field.inherited && !field.key_copy) select.columns.push_back(column_item({select.level, 0, &field}));
        select.row_columns = select.columns.size();
    }

    /// The column that an object's field is read from, in the tables of its parents if need be.
    static constexpr void add_object_column(Select& select, Planner& planner, int table, const ModelInfo& model, const FieldInfo& field) {
        if (field.key_copy) return;
        Route route;
        route.start = &model;
        route.end(field);
        route.trim();
        for (const FieldInfo* hop : route.hops) table = planner.join(table, *hop);
        select.columns.push_back(column_item({select.level, table, route.field, &field}));
    }
    /// Whether a field of the object at the end of some relations is to be read: what only() and defer() say.
    static constexpr bool is_wanted(const QueryParts& query, const std::vector<std::uint32_t>& at, std::size_t field) {
        bool only = false;
        bool wanted = false;
        for (const Node* n = query.select.next; n != query.select.end; n += subtree_size(n)) {
            if (n->kind != NodeKind::load && n->kind != NodeKind::defer) continue;
            bool same = n->count >= at.size();
            for (std::size_t i = 0; same && i < at.size(); ++i) same = n[i + 1].arg == at[i];
            if (!same) continue;
            const bool ends_here = n->count == at.size();
            if (n->kind == NodeKind::defer) {
                if (ends_here && n->arg == field) return false;
                continue;
            }
            only = true;
            wanted = wanted || (ends_here ? n->arg : n[at.size() + 1].arg) == field;
        }
        return !only || wanted;
    }

    static constexpr void add_object_columns(const QueryParts& query, Select& select, Planner& planner, int table, const ModelInfo& model,
                                             const std::vector<std::uint32_t>& at) {
        for (std::size_t i = 0; i < model.fields.size(); ++i) {
            const FieldInfo& field = model.fields[i];
            if (field.has_column() && (field.primary_key || is_wanted(query, at, i))) add_object_column(select, planner, table, model, field);
        }
    }

    static constexpr void plan_objects(const QueryParts& query, Select& select, Planner& planner) {
        add_object_columns(query, select, planner, 0, *query.model, {});
        select.row_columns = select.columns.size();
        for (const Node* n = query.select.next; n != query.select.end; n += subtree_size(n))
            if (n->kind == NodeKind::related) plan_related(query, n, select, planner);
        for (std::size_t i = 0; i < select.annotations.size(); ++i) {
            if ((select.annotations[i].flags & selected) == 0) continue;
            select.columns.push_back(select.annotations[i].expression);
            select.columns.back().annotation = static_cast<int>(i);
            ++select.annotation_columns;
        }
        for (const Node* n = query.select.next; n != query.select.end; n += subtree_size(n)) {
            if (n->kind != NodeKind::column && n->kind != NodeKind::partition) continue;
            Reader reader(n + 1, query.select.end, query.select.clause,
                          static_cast<std::uint16_t>(query.select.values + value_count(query.select.next, n)));
            Item value = planner.add_expression(reader);
            if (n->kind == NodeKind::partition) {
                select.partition.push_back(std::move(value));
            } else {
                select.columns.push_back(std::move(value));
                ++select.extra_columns;
            }
        }
    }

    static constexpr void plan_related(const QueryParts& query, const Node* node, Select& select, Planner& planner) {
        const ModelInfo* model = query.model;
        std::vector<std::uint32_t> at;
        int table = 0;
        int object = 0;
        for (std::size_t i = 1; i <= node->count; ++i) {
            const FieldInfo& relation = model->fields[node[i].arg];
            if (relation.has_column() && !relation.primary_key && !is_wanted(query, at, node[i].arg))
                throw FieldError("[F015] " + std::string(model->name) + "." + std::string(relation.name) +
                                 " cannot be left out and followed by select_related() at the same time.");
            at.push_back(node[i].arg);
            Route route;
            route.start = model;
            route.follow(relation);
            for (const FieldInfo* hop : route.hops) table = planner.join(table, *hop);
            model = &relation.target();
            int found = 0;
            for (std::size_t r = 0; r < select.related.size(); ++r)
                if (select.related[r].parent_object == object && select.related[r].relation == &relation)
                    found = static_cast<int>(r) + 1;
            if (found == 0) {
                RelatedObject related;
                related.relation = &relation;
                related.parent_object = object;
                related.first_column = static_cast<int>(select.columns.size());
                add_object_columns(query, select, planner, table, *model, at);
                related.columns = static_cast<int>(select.columns.size()) - related.first_column;
                for (int c = related.first_column; c < related.first_column + related.columns; ++c)
                    if (select.columns[static_cast<std::size_t>(c)].column.member->primary_key) related.key_column = c;
                select.related.push_back(related);
                found = static_cast<int>(select.related.size());
            }
            object = found;
        }
    }

    static constexpr void plan_order(const QueryParts& query, Select& select, Planner& planner) {
        if (!query.own_order) {
            for (std::string_view text : query.model->ordering) add_named_order(select, planner, Route{query.model, {}, nullptr}, text, false, 0);
            return;
        }
        Reader reader = query.order;
        while (!reader.done()) {
            const Node& node = reader.take();
            if (node.kind == NodeKind::random) {
                OrderItem item;
                item.random = true;
                select.order.push_back(std::move(item));
                continue;
            }
            if ((node.flags & OrderFlags::by_relation) != 0) {
                const Node& path = reader.take();
                const Route route = Planner::read_route(*query.model, reader, path);
                add_relation_order(select, planner, route, node.flags, 0);
                continue;
            }
            OrderItem item;
            item.flags = node.flags;
            item.expression = planner.add_expression(reader);
            if (item.expression.kind == ItemKind::json && !contains(select.columns, item.expression)) item.expression.flags = json_comparable;
            select.order.push_back(std::move(item));
        }
    }

    /// Sorts by what a foreign key refers to: in that model's own order, or by the key when it has none.
    static constexpr void add_relation_order(Select& select, Planner& planner, const Route& route, std::uint8_t flags, int depth) {
        const FieldInfo& relation = *route.field;
        const ModelInfo& target = relation.target();
        if (target.ordering.empty() || depth > 8) {
            OrderItem item;
            item.flags = flags;
            item.expression = column_item(planner.add_route(route));
            select.order.push_back(std::move(item));
            return;
        }
        Route onward = route;
        onward.follow(relation);
        for (std::string_view text : target.ordering)
            add_named_order(select, planner, onward, text, (flags & OrderFlags::descending) != 0, depth + 1);
    }

    /// One name of a model's ordering, at the end of a route of hops.
    static constexpr void add_named_order(Select& select, Planner& planner, const Route& at, std::string_view text, bool flip,
                                          int depth) {
        OrderItem item;
        if (text == "?") {
            item.random = true;
            select.order.push_back(std::move(item));
            return;
        }
        bool descending = flip;
        if (text[0] == '-') {
            descending = !descending;
            text = text.substr(1);
        }
        item.flags = descending ? OrderFlags::descending : OrderFlags::ascending;
        const ModelInfo* model = &at.model();
        const ResolvedPath path = resolve_name(*model, text);
        if (path.is_composite()) {
            const std::string_view before = text.substr(0, text.size() - path.final_field().name.size());
            for (const std::uint16_t part : path.model->key_parts)
                add_named_order(select, planner, at, std::string(before) + std::string(path.model->fields[part].name), descending, depth);
            return;
        }
        Route route = at;
        for (std::size_t i = 0; i < path.hop_count; ++i) {
            const FieldInfo& relation = model->fields[path.hops[i]];
            route.follow(relation);
            model = &relation.target();
        }
        route.end(path.final_field());
        if (path.final_field().kind == FieldKind::foreign_key && text.ends_with(path.final_field().name)) {
            add_relation_order(select, planner, route, item.flags, depth);
            return;
        }
        item.expression = column_item(planner.add_route(route));
        for (std::size_t i = 0; i < path.transform_count; ++i) {
            Item inner = std::move(item.expression);
            item.expression = transform_item(*path.transforms[i], std::move(inner));
        }
        select.order.push_back(std::move(item));
    }

    /// SELECT DISTINCT may be ordered by selected columns only.
    static constexpr void add_order_columns(Select& select) {
        for (const OrderItem& item : select.order) {
            if (!item.random && !contains(select.columns, item.expression)) select.columns.push_back(item.expression);
        }
    }

    Select& select_;
    const QueryParts& query_;
    Planner planner_;
    std::vector<std::size_t> unseen_;   // of a combination: which items of its order no column shows
};

constexpr Item Planner::subquery(Reader& reader, const Node& node) {
    Item item;
    item.kind = node.kind == NodeKind::exists ? ItemKind::exists : ItemKind::subquery;
    const QueryParts parts(node, reader);
    Select sub;
    SelectPlanner(sub, parts, select_.level + 1, this).all();
    if (item.kind == ItemKind::subquery) item.type = sub.columns[0].type;
    if (item.kind == ItemKind::exists && sub.where.kind == ItemKind::nothing) return nothing();
    item.subquery.push_back(std::move(sub));
    return item;
}

constexpr Item Planner::source(Reader& reader) {
    reader.take();
    const Node& node = reader.take();
    QueryParts parts(node, reader);
    parts.own_table = true;
    Select rows;
    SelectPlanner(rows, parts, select_.level).all();
    const bool never = rows.where.kind == ItemKind::nothing;
    select_.source.push_back(std::move(rows));
    // Not `?:`; see connective().
    if (never) return nothing();
    return everything();
}

}  // namespace nuage::plan

#include <nuage/query/combination_planner.hpp>
#include <nuage/query/with_planner.hpp>
