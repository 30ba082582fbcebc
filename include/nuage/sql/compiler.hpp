// SPDX-License-Identifier: MIT
// The one statement compiler: a query and a dialect in, SQL text and the order of its parameters out.
// Included by src/sql/compiler.cpp, and by static_sql.hpp for use at compile time; not by nuage.hpp.
#pragma once

#include <nuage/fields/field_traits.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/query/planner.hpp>
#include <nuage/sql/compiled.hpp>
#include <nuage/sql/writer.hpp>

namespace nuage::sql {

class Compiler {
public:
    constexpr explicit Compiler(const Dialect& dialect) : dialect_(dialect) {}

    constexpr Compiled select(const Query& query) const {
        Compiled result;
        Writer writer(dialect_);
        plan_select(query, result.plan, 0);
        result.never = result.plan.where.kind == ItemKind::nothing;
        write_select(writer, query, result.plan);
        if (query.lock != 0 && dialect_.features().for_update) write_lock(writer, query, result.plan);
        return finish(std::move(result), writer);
    }

    constexpr Compiled count(const Query& query) const {
        Compiled result;
        Writer writer(dialect_);
        if (!query.sliced() && !query.distinct) {
            Planner planner(result.plan, *query.model);
            planner.add_where(query.where);
            writer.out << "SELECT COUNT(*) AS ";
            writer.name("count");
            writer.out << " FROM ";
            writer.from(result.plan);
            writer.where(result.plan.where);
        } else {
            plan_select(query, result.plan, 0);
            writer.out << "SELECT COUNT(*) FROM (";
            write_select(writer, query, result.plan, Labels::numbered);
            writer.out << ") ";
            writer.name("subquery");
        }
        result.never = result.plan.where.kind == ItemKind::nothing;
        return finish(std::move(result), writer);
    }

    constexpr Compiled exists(const Query& query) const {
        Compiled result;
        Writer writer(dialect_);
        if (query.distinct && query.offset != 0) {  // the rows passed over are distinct ones
            plan_select(query, result.plan, 0);
            result.never = result.plan.where.kind == ItemKind::nothing;
            writer.out << "SELECT 1 AS ";
            writer.name("a");
            writer.out << " FROM (";
            write_select(writer, query, result.plan, Labels::numbered);
            writer.out << ") ";
            writer.name("subquery");
            dialect_.limit(writer.out, true, false, "1", {});
            return finish(std::move(result), writer);
        }
        Planner planner(result.plan, *query.model);
        planner.add_where(query.where);
        result.never = result.plan.where.kind == ItemKind::nothing;
        writer.out << "SELECT 1 AS ";
        writer.name("a");
        writer.out << " FROM ";
        writer.from(result.plan);
        writer.where(result.plan.where);
        if (query.offset != 0) write_limit(writer, query);
        else dialect_.limit(writer.out, true, false, "1", {});
        return finish(std::move(result), writer);
    }

    /// UPDATE of the rows of a query. Throws FieldError when an expression reads another table.
    constexpr Compiled update(const Query& query, const Clause& assignments) const {
        Compiled result;
        Writer writer(dialect_);
        writer.out << "UPDATE ";
        writer.table_name(*query.model);
        writer.out << " SET ";
        Select own;
        Planner setter(own, *query.model);
        Reader reader(assignments, 3);
        bool first = true;
        writer.enter(own);
        writer.bare_columns = true;
        while (!reader.done()) {
            const Node& node = reader.take();
            if (!first) writer.out << ", ";
            first = false;
            writer.column_name(query.model->fields[node.arg]);
            writer.out << " = ";
            writer.item(setter.add_expression(reader));
            if (own.tables.size() > 1) throw FieldError("[F008] update() may use fields of the updated table only, not of related ones.");
        }
        writer.bare_columns = false;
        writer.leave();
        where_of_rows(writer, query, result);
        return finish(std::move(result), writer);
    }

    constexpr Compiled erase(const Query& query) const {
        Compiled result;
        Writer writer(dialect_);
        writer.out << "DELETE FROM ";
        writer.table_name(*query.model);
        where_of_rows(writer, query, result);
        return finish(std::move(result), writer);
    }

    /// INSERT of some rows with the given fields. Parameters are numbered row by row.
    constexpr Text insert(const ModelInfo& model, std::span<const FieldInfo* const> fields, std::size_t rows,
                          const FieldInfo* returning, const OnConflict& conflict = {}) const {
        Writer writer(dialect_);
        const ConflictSpelling spelling = dialect_.conflict_spelling();
        writer.out << "INSERT INTO ";
        writer.table_name(model);
        if (fields.empty()) {
            writer.out << ' ' << dialect_.default_row();
        } else {
            column_list(writer, fields);
            writer.out << " VALUES ";
            for (std::size_t row = 0; row < rows; ++row) {
                writer.out << (row == 0 ? "(" : ", (");
                for (std::size_t i = 0; i < fields.size(); ++i) {
                    if (i != 0) writer.out << ", ";
                    writer.param({});
                }
                writer.out << ')';
            }
            write_conflict(writer, spelling, conflict, fields);
        }
        // Rows that conflict and are left out return nothing.
        return write_returning(writer, model, returning, fields, conflict.action != ConflictAction::ignore);
    }

    /// UPDATE of one row by its key: fields first, then the key.
    constexpr Text update_row(const ModelInfo& model, std::span<const FieldInfo* const> fields) const {
        Writer writer(dialect_);
        writer.out << "UPDATE ";
        writer.table_name(model);
        writer.out << " SET ";
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (i != 0) writer.out << ", ";
            writer.column_name(*fields[i]);
            writer.out << " = ";
            writer.param({});
        }
        writer.out << " WHERE ";
        writer.key_equals(model);
        std::vector<const FieldInfo*> others;
        for (const FieldInfo& field : model.fields)
            if (!field.is_generated) others.push_back(&field);
        return write_returning(writer, model, nullptr, others, dialect_.features().update_returning);
    }

    /// UPDATE of several rows at once: CASE by key per field. Parameters: per field (key, value) per row, then the keys.
    constexpr Text update_rows(const ModelInfo& model, std::span<const FieldInfo* const> fields, std::size_t rows) const {
        Writer writer(dialect_);
        writer.out << "UPDATE ";
        writer.table_name(model);
        writer.out << " SET ";
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (i != 0) writer.out << ", ";
            writer.column_name(*fields[i]);
            writer.out << " = CASE";
            for (std::size_t row = 0; row < rows; ++row) {
                writer.out << " WHEN ";
                writer.key_equals(model);
                writer.out << " THEN ";
                writer.params.push_back({});
                dialect_.typed_placeholder(writer.out, writer.params.size(),
                                           detail::value_kind_of(value_field(*fields[i]).kind));
            }
            writer.out << " ELSE ";
            writer.column_name(*fields[i]);
            writer.out << " END";
        }
        writer.out << " WHERE ";
        writer.key_in(model, rows);
        return std::move(writer.out);
    }

    /// An expression for DDL: columns without table, values in the text.
    Text expression(const ModelInfo& model, const Clause& clause) const {
        Select select;
        Planner planner(select, model);
        Reader reader(clause, 0);
        const Item item = planner.add_expression(reader);
        if (reads_other_tables(select))
            throw FieldError("[F008] A generated column may use fields of its own table only, not of related ones.");
        Writer writer(dialect_);
        writer.inline_values = &clause;
        writer.bare_columns = true;
        writer.enter(select);
        writer.item(item);
        return std::move(writer.out);
    }

    /// A condition for DDL: columns without table, values in the text.
    Text condition(const Query& query) const {
        Select select;
        Planner planner(select, *query.model);
        planner.add_where(query.where);
        if (reads_other_tables(select))
            throw FieldError("[F008] The condition of a constraint or index may use fields of its own table only, not of related ones.");
        Writer writer(dialect_);
        writer.inline_values = &query.where;
        writer.bare_columns = true;
        writer.enter(select);
        writer.top_level(select.where);
        return std::move(writer.out);
    }

private:
    static constexpr bool has_subquery(const Item& item) {
        if (item.kind == ItemKind::exists) return true;
        for (const Item& inner : item.items)
            if (has_subquery(inner)) return true;
        return false;
    }
    static bool reads_other_tables(const Select& select) { return select.tables.size() > 1 || has_subquery(select.where); }

    constexpr Compiled finish(Compiled result, Writer& writer) const {
        result.sql = std::move(writer.out);
        result.params = std::move(writer.params);
        return result;
    }

    static constexpr void write_conflict(Writer& writer, const ConflictSpelling& spelling, const OnConflict& conflict,
                                         std::span<const FieldInfo* const> inserted) {
        if (conflict.action == ConflictAction::ignore) write_columns(writer, spelling.ignore, inserted.first(1));
        if (conflict.action != ConflictAction::update) return;
        write_columns(writer, spelling.update, conflict.target);
        for (std::size_t i = 0; i < conflict.updated.size(); ++i) {
            if (i != 0) writer.out << ", ";
            write_columns(writer, spelling.assignment, conflict.updated.subspan(i, 1));
        }
    }
    /// A spelling with columns in the places of %t or %c.
    static constexpr void write_columns(Writer& writer, std::string_view spelling, std::span<const FieldInfo* const> fields) {
        while (!spelling.empty()) {
            const std::size_t at = spelling.find('%') < spelling.size() ? spelling.find('%') : spelling.size();
            writer.out << spelling.substr(0, at);
            if (at == spelling.size()) return;
            for (std::size_t i = 0; i < fields.size(); ++i) {
                if (i != 0) writer.out << ", ";
                writer.column_name(*fields[i]);
            }
            spelling.remove_prefix(at + 2);
        }
    }

    /// RETURNING of a generated key, and of what the database computes beside the written fields.
    constexpr Text write_returning(Writer& writer, const ModelInfo& model, const FieldInfo* key,
                                   std::span<const FieldInfo* const> written, bool computed = true) const {
        bool first = true;
        auto add = [&](const FieldInfo& field) {
            writer.out << (first ? " RETURNING " : ", ");
            first = false;
            writer.table_name(model);
            writer.out << '.';
            writer.column_name(field);
        };
        if (key != nullptr) add(*key);
        if (computed && dialect_.features().returning)
            for (const FieldInfo& field : model.fields)
                if (is_computed(field, written)) add(field);
        return std::move(writer.out);
    }

    static constexpr void column_list(Writer& writer, std::span<const FieldInfo* const> fields) {
        writer.out << " (";
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (i != 0) writer.out << ", ";
            writer.column_name(*fields[i]);
        }
        writer.out << ')';
    }

    /// WHERE of an UPDATE or DELETE: by the conditions themselves, or by key where they join other tables.
    constexpr void where_of_rows(Writer& writer, const Query& query, Compiled& result) const {
        Planner planner(result.plan, *query.model);
        planner.add_where(query.where);
        result.never = result.plan.where.kind == ItemKind::nothing;
        const bool apart = !dialect_.features().reads_changed_table;
        if (result.plan.tables.size() == 1 && !(apart && has_subquery(result.plan.where))) {
            writer.enter(result.plan);
            writer.where(result.plan.where);
            writer.leave();
            return;
        }
        Select rows;
        Planner inner(rows, *query.model, 1);
        inner.add_where(query.where);
        writer.out << " WHERE ";
        writer.key_columns(*query.model);
        writer.out << " IN (";
        // A subquery that must be carried out by itself is as good as another table.
        if (apart) writer.out << "SELECT * FROM (SELECT DISTINCT ";
        else writer.out << "SELECT ";
        bool first = true;
        for_key_fields(*query.model, [&](const FieldInfo& key) {
            if (!first) writer.out << ", ";
            first = false;
            writer.alias(rows, 0);
            writer.out << '.';
            writer.column_name(key);
        });
        writer.out << " FROM ";
        writer.from(rows);
        writer.where(rows.where);
        if (apart) {
            writer.out << ") ";
            writer.name("subquery");
        }
        writer.out << ')';
        writer.leave();
    }

    constexpr void plan_select(const Query& query, Select& select, int level) const {
        Planner planner(select, *query.model, level);
        planner.add_where(query.where);
        select.distinct = query.distinct;
        if (query.columns_only) plan_columns(query, select, planner);
        else plan_objects(query, select, planner);
        plan_order(query, select, planner);
        if (select.distinct) add_order_columns(select);
    }

    static constexpr void plan_columns(const Query& query, Select& select, Planner& planner) {
        Reader reader(query.select, 2);
        while (!reader.done()) {
            if (reader.next->kind == NodeKind::lock_of) {
                reader.next += subtree_size(reader.next);
                continue;
            }
            reader.take();
            select.columns.push_back(planner.add_expression(reader));
        }
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
        select.columns.push_back(plan::column_item({select.level, table, route.field, &field}));
    }
    /// Whether a field of the object at the end of some relations is to be read: what only() and defer() say.
    static constexpr bool is_wanted(const Query& query, const std::vector<std::uint32_t>& at, std::size_t field) {
        bool only = false;
        bool wanted = false;
        for (const Node *n = query.select.nodes.begin(), *end = query.select.nodes.end(); n != end; n += subtree_size(n)) {
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

    static constexpr void add_object_columns(const Query& query, Select& select, Planner& planner, int table, const ModelInfo& model,
                                             const std::vector<std::uint32_t>& at) {
        for (std::size_t i = 0; i < model.fields.size(); ++i) {
            const FieldInfo& field = model.fields[i];
            if (field.has_column() && (field.primary_key || is_wanted(query, at, i))) add_object_column(select, planner, table, model, field);
        }
    }

    static constexpr void plan_objects(const Query& query, Select& select, Planner& planner) {
        const Node* begin = query.select.nodes.begin();
        const Node* end = query.select.nodes.end();
        add_object_columns(query, select, planner, 0, *query.model, {});
        select.row_columns = select.columns.size();
        for (const Node* n = begin; n != end; n += subtree_size(n))
            if (n->kind == NodeKind::related) plan_related(query, n, select, planner);
        for (const Node* n = begin; n != end; n += subtree_size(n)) {
            if (n->kind != NodeKind::column && n->kind != NodeKind::partition) continue;
            Reader reader(query.select, 2);
            reader.next = n + 1;
            Item value = planner.add_expression(reader);
            if (n->kind == NodeKind::partition) {
                select.partition.push_back(std::move(value));
            } else {
                select.columns.push_back(std::move(value));
                ++select.extra_columns;
            }
        }
    }

    static constexpr void plan_related(const Query& query, const Node* node, Select& select, Planner& planner) {
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
                plan::RelatedObject related;
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

    static constexpr void plan_order(const Query& query, Select& select, Planner& planner) {
        if (!query.own_order) {
            for (std::string_view text : query.model->ordering) add_named_order(select, planner, Route{query.model, {}, nullptr}, text, false, 0);
            return;
        }
        Reader reader(query.order, 1);
        while (!reader.done()) {
            const Node& node = reader.take();
            if (node.kind == NodeKind::random) {
                plan::OrderItem item;
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
            plan::OrderItem item;
            item.flags = node.flags;
            item.expression = planner.add_expression(reader);
            select.order.push_back(std::move(item));
        }
    }

    /// Sorts by what a foreign key refers to: in that model's own order, or by the key when it has none.
    static constexpr void add_relation_order(Select& select, Planner& planner, const Route& route, std::uint8_t flags, int depth) {
        const FieldInfo& relation = *route.field;
        const ModelInfo& target = relation.target();
        if (target.ordering.empty() || depth > 8) {
            plan::OrderItem item;
            item.flags = flags;
            item.expression = plan::column_item(planner.add_route(route));
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
        plan::OrderItem item;
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
        item.expression = plan::column_item(planner.add_route(route));
        for (std::size_t i = 0; i < path.transform_count; ++i) {
            Item outer;
            outer.kind = ItemKind::transform;
            outer.transform = path.transforms[i];
            outer.type = outer.transform->result;
            outer.items.push_back(std::move(item.expression));
            item.expression = std::move(outer);
        }
        select.order.push_back(std::move(item));
    }

    /// SELECT DISTINCT may be ordered by selected columns only.
    static constexpr void add_order_columns(Select& select) {
        for (const plan::OrderItem& item : select.order) {
            if (item.random) continue;
            bool selected = false;
            for (const Item& column : select.columns)
                selected = selected || (column.kind == ItemKind::column && item.expression.kind == ItemKind::column &&
                                        column.column.table == item.expression.column.table &&
                                        column.column.field == item.expression.column.field);
            if (!selected) select.columns.push_back(item.expression);
        }
    }

    /// A subquery needs distinct names for its columns.
    enum class Labels : std::uint8_t { none, numbered };

    constexpr void write_select(Writer& writer, const Query& query, const Select& select, Labels labels = Labels::none) const {
        if (!select.partition.empty() && labels == Labels::none) {
            write_partitioned(writer, query, select);
            return;
        }
        writer.enter(select);
        writer.out << (select.distinct ? "SELECT DISTINCT " : "SELECT ");
        for (std::size_t i = 0; i < select.columns.size(); ++i) {
            if (i != 0) writer.out << ", ";
            writer.item(select.columns[i]);
            if (labels == Labels::numbered) {
                writer.out << " AS ";
                column_label(writer, i);
            }
        }
        if (select.columns.empty()) writer.out << '1';
        if (!select.partition.empty()) {
            writer.out << ", ROW_NUMBER() OVER (PARTITION BY ";
            writer.item(select.partition[0]);
            writer.order(select.order, query.reversed);
            writer.out << ") AS ";
            writer.name("row");
        }
        if (select.distinct)  // some databases order distinct rows by what is selected only
            for (const plan::OrderItem& item : select.order)
                if (item.random) writer.out << ", " << dialect_.random();
        writer.out << " FROM ";
        writer.leave();
        writer.from(select);
        writer.where(select.where);
        if (select.partition.empty()) {
            writer.order(select.order, query.reversed);
            write_limit(writer, query);
        }
        writer.leave();
    }

    /// A slice per group: rows are numbered within each, and those wanted are picked by their number.
    constexpr void write_partitioned(Writer& writer, const Query& query, const Select& select) const {
        writer.out << "SELECT ";
        for (std::size_t i = 0; i < select.columns.size(); ++i) {
            if (i != 0) writer.out << ", ";
            column_label(writer, i);
        }
        writer.out << " FROM (";
        write_select(writer, query, select, Labels::numbered);
        writer.out << ") ";
        writer.name("subquery");
        writer.out << " WHERE ";
        writer.name("row");
        writer.out << " > ";
        writer.params.push_back({limit_clause, 1, ValueKind::integer});
        dialect_.placeholder(writer.out, writer.params.size());
        if (query.limit != Query::no_limit) {
            writer.out << " AND ";
            writer.name("row");
            writer.out << " <= ";
            writer.params.push_back({limit_clause, 1, ValueKind::integer});
            dialect_.typed_placeholder(writer.out, writer.params.size(), ValueKind::integer);
            writer.out << " + ";
            writer.params.push_back({limit_clause, 0, ValueKind::integer});
            dialect_.typed_placeholder(writer.out, writer.params.size(), ValueKind::integer);
        }
        writer.out << " ORDER BY ";
        writer.name("row");
    }
    static constexpr void column_label(Writer& writer, std::size_t column) {
        Text label;
        label << "col";
        label.number(static_cast<std::int64_t>(column) + 1);
        writer.name(label.view());
    }

    constexpr void require_lock(bool feature, std::string_view option) const {
        if (!feature)
            throw NotSupportedError("[F050] select_for_update(" + std::string(option) + ") is not supported by this server.",
                                    {"", std::string(dialect_.name()), ""});
    }
    constexpr void write_lock(Writer& writer, const Query& query, const Select& select) const {
        const Features& features = dialect_.features();
        if ((query.lock & lock_no_key) != 0) require_lock(features.for_no_key_update, "no_key");
        writer.out << ((query.lock & lock_no_key) != 0 ? " FOR NO KEY UPDATE" : " FOR UPDATE");
        bool first = true;
        for (const Node *n = query.select.nodes.begin(), *end = query.select.nodes.end(); n != end; n += subtree_size(n)) {
            if (n->kind != NodeKind::lock_of) continue;
            require_lock(features.for_update_of, "of");
            writer.out << (first ? " OF " : ", ");
            first = false;
            writer.alias(select, locked_table(query, n, select));
        }
        if ((query.lock & lock_nowait) != 0) {
            require_lock(features.for_update_nowait, "nowait");
            writer.out << " NOWAIT";
        }
        if ((query.lock & lock_skip_locked) != 0) {
            require_lock(features.for_update_skip_locked, "skip_locked");
            writer.out << " SKIP LOCKED";
        }
    }
    /// The table that select_related() joined in for the relations of a lock_of node.
    static constexpr std::size_t locked_table(const Query& query, const Node* node, const Select& select) {
        const ModelInfo* model = query.model;
        int table = 0;
        for (std::size_t i = 1; i <= node->count; ++i) {
            const FieldInfo& relation = model->fields[node[i].arg];
            Route route;
            route.start = model;
            route.follow(relation);
            for (const FieldInfo* hop : route.hops) {
                int joined = -1;
                for (std::size_t t = 1; t < select.tables.size() && joined < 0; ++t)
                    if (select.tables[t].parent == table && select.tables[t].relation == hop) joined = static_cast<int>(t);
                if (joined < 0)
                    throw FieldError("[F051] select_for_update(of): " + std::string(model->name) + "." + std::string(relation.name) +
                                     " is not followed by select_related().");
                table = joined;
            }
            model = &relation.target();
        }
        return static_cast<std::size_t>(table);
    }

    constexpr void write_limit(Writer& writer, const Query& query) const {
        if (!query.sliced()) return;
        const bool limited = query.limit != Query::no_limit;
        if (query.fixed_limit) {
            Text number;
            number.number(query.limit);
            dialect_.limit(writer.out, true, false, number.view(), {});
            return;
        }
        Text limit;
        Text offset;
        if (limited) {
            writer.params.push_back({limit_clause, 0, ValueKind::integer});
            dialect_.placeholder(limit, writer.params.size());
        }
        if (query.offset != 0) {
            writer.params.push_back({limit_clause, 1, ValueKind::integer});
            dialect_.placeholder(offset, writer.params.size());
        }
        dialect_.limit(writer.out, limited, query.offset != 0, limit.view(), offset.view());
    }

    const Dialect& dialect_;
};

}  // namespace nuage::sql
