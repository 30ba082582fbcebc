// SPDX-License-Identifier: MIT
// The one statement compiler: a query and a dialect in, SQL text and the order of its parameters out.
// Included by src/sql/compiler.cpp, and by static_sql.hpp for use at compile time; not by nuage.hpp.
#pragma once

#include <nuage/fields/field_traits.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/query/annotate.hpp>
#include <nuage/query/select_planner.hpp>
#include <nuage/sql/compiled.hpp>
#include <nuage/sql/select_writer.hpp>

namespace nuage::sql {

class Compiler {
public:
    constexpr explicit Compiler(const Dialect& dialect) : dialect_(dialect) {}

    constexpr Compiled select(const Query& query) const {
        Compiled result;
        Writer writer(dialect_);
        const QueryParts parts(query);
        SelectPlanner(result.plan, parts).all();
        writer.select(result.plan, Labels::own);
        if (query.lock != 0 && dialect_.features().for_update) write_lock(writer, query, result.plan);
        return finish(std::move(result), writer);
    }

    constexpr Compiled count(const Query& query) const {
        Compiled result;
        Writer writer(dialect_);
        QueryParts parts(query);
        if (!parts.sliced()) parts.leave_order();
        SelectPlanner planner(result.plan, parts);
        const bool qualified = result.plan.qualify.kind != ItemKind::everything;
        if (!parts.sliced() && !parts.distinct && !result.plan.grouped && !parts.combined() && !qualified) {
            planner.column_joins();
            writer.with(result.plan);
            writer.out << "SELECT COUNT(*) AS ";
            writer.name("count");
            writer.out << " FROM ";
            writer.from(result.plan);
            writer.where(result.plan.where);
            return finish(std::move(result), writer);
        }
        planner.all();
        if (result.plan.grouped && !parts.sliced() && !parts.distinct && !qualified) result.plan.columns.clear();
        writer.out << "SELECT COUNT(*) FROM ";
        writer.derived(result.plan);
        return finish(std::move(result), writer);
    }

    constexpr Compiled exists(const Query& query) const {
        Compiled result;
        Writer writer(dialect_);
        const QueryParts parts(query);
        SelectPlanner planner(result.plan, parts);
        // The rows passed over are distinct ones; windows are tested in a query around.
        const bool below = (parts.distinct && parts.offset.given) || parts.combined() || result.plan.qualify.kind != ItemKind::everything;
        if (!below) writer.with(result.plan);
        writer.out << "SELECT 1 AS ";
        writer.name("a");
        writer.out << " FROM ";
        if (below) {
            planner.all();
            writer.derived(result.plan);
            dialect_.limit(writer.out, true, false, "1", {});
            return finish(std::move(result), writer);
        }
        // Columns and an order over to-many relations multiply the rows, which matters where some of them are passed over.
        if (result.plan.grouped) planner.columns();
        else if (parts.offset.given) planner.column_joins();
        if (parts.offset.given) planner.order();
        if (result.plan.grouped) planner.groups();
        result.plan.columns.clear();
        result.plan.order.clear();
        writer.from(result.plan);
        writer.where(result.plan.where);
        writer.groups(result.plan);
        planner.slice();
        if (parts.offset.given) writer.bounds(result.plan);
        else dialect_.limit(writer.out, true, false, "1", {});
        return finish(std::move(result), writer);
    }

    /// One row of what aggregate() asked for; computed of the rows themselves, or of a subquery where those are groups,
    /// distinct, a slice, or have windows.
    constexpr Compiled aggregate(const Query& query) const {
        Compiled result;
        Writer writer(dialect_);
        const QueryParts parts(query);
        SelectPlanner planner(result.plan, parts);
        Select& rows = result.plan;
        std::vector<plan::Annotation> results;
        for (const plan::Annotation& annotation : rows.annotations)
            if ((annotation.flags & AnnotationFlags::result) != 0) results.push_back(annotation);
        bool below = parts.sliced() || parts.distinct || rows.grouped || rows.qualify.kind != ItemKind::everything;
        for (const plan::Annotation& annotation : results) below = below || has_window(annotation.expression);
        if (below) {
            planner.below(results);
        } else {
            planner.column_joins();
            writer.with(rows);
        }
        writer.out << "SELECT ";
        writer.enter(rows);
        for (std::size_t i = 0; i < results.size(); ++i) {
            if (i != 0) writer.out << ", ";
            writer.item(results[i].expression);
            writer.out << " AS ";
            writer.name(results[i].name);
        }
        writer.leave();
        writer.out << " FROM ";
        if (below) {
            writer.derived(rows);
        } else {
            writer.from(rows);
            writer.where(rows.where);
        }
        return finish(std::move(result), writer);
    }

    /// UPDATE of the rows of a query, whose `load` nodes are RETURNING. Throws FieldError when an expression reads another table.
    constexpr Compiled update(const Query& query, const Clause& assignments) const {
        Compiled result;
        Writer writer(dialect_);
        if (query.model->named_query) throw NotSupportedError("[A054] The rows of a common table expression are in no table, and cannot be updated.");
        if (const Node* group = build::find_group(query); group != nullptr && group->flags != 0)
            throw NotSupportedError("[A055] Groups made by group_by() are no rows of a table, and cannot be updated.");
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
        return_loaded(writer, query, result.plan);
        return finish(std::move(result), writer);
    }

    /// DELETE of the rows of a query, whose `load` nodes are RETURNING.
    constexpr Compiled erase(const Query& query) const {
        Compiled result;
        Writer writer(dialect_);
        writer.out << "DELETE FROM ";
        writer.table_name(*query.model);
        where_of_rows(writer, query, result);
        return_loaded(writer, query, result.plan);
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

    /// INSERT of rows given by assignments: those of all fields, row by row.
    constexpr Compiled insert_values(const ModelInfo& model, std::span<const FieldInfo* const> fields, const Clause& values,
                                     std::span<const FieldInfo* const> returned, const OnConflict& conflict) const {
        Compiled result;
        Writer writer(dialect_);
        const ConflictSpelling spelling = dialect_.conflict_spelling();
        writer.out << "INSERT INTO ";
        writer.table_name(model);
        column_list(writer, fields);
        writer.out << " VALUES ";
        Planner planner(result.plan, model);
        Reader reader(values, 3);
        for (std::size_t at = 0; !reader.done(); ++at) {
            reader.take();
            if (at % fields.size() == 0) writer.out << (at == 0 ? "(" : "), (");
            else writer.out << ", ";
            writer.item(planner.add_expression(reader));
        }
        writer.out << ')';
        write_conflict(writer, spelling, conflict, fields);
        return_columns(writer, model, returned);
        return finish(std::move(result), writer);
    }

    /// INSERT of the rows of a query. Where the columns are not the query's own affair, they are taken from it as a table; so
    /// they are with a conflict's words, which must not be taken for those of a join or name a column of the query.
    constexpr Compiled insert_select(const ModelInfo& model, std::span<const FieldInfo* const> fields, const Clause& clause,
                                     const OnConflict& conflict) const {
        Compiled result;
        Writer writer(dialect_);
        writer.out << "INSERT INTO ";
        writer.table_name(model);
        column_list(writer, fields);
        Planner planner(result.plan, model);
        Reader reader(clause, 3);
        std::vector<Item> constants;
        while (reader.next->kind == NodeKind::assign) {
            reader.take();
            constants.push_back(planner.add_expression(reader));
        }
        Item item = planner.add_expression(reader);
        Select& rows = item.subquery[0];
        const bool apart = conflict.action != ConflictAction::fail || rows.distinct || !rows.parts.empty() || rows.qualify.kind != ItemKind::everything;
        if (!apart) {
            for (Item& constant : constants) rows.columns.push_back(std::move(constant));
            writer.out << ' ';
            writer.select(rows, Labels::own);
        } else {
            writer.out << " SELECT ";
            for (std::size_t i = 0; i < fields.size(); ++i) {
                const std::size_t selected = fields.size() - constants.size();
                if (i != 0) writer.out << ", ";
                if (i < selected) writer.label(i);
                else writer.typed_param(constants[i - selected].param);
            }
            writer.out << " FROM ";
            writer.derived(rows);
            writer.out << " WHERE 1 = 1";
            write_conflict(writer, dialect_.conflict_spelling(), conflict, fields);
        }
        const bool never = rows.where.kind == ItemKind::nothing;
        result = finish(std::move(result), writer);
        result.never = never;
        return result;
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
        if (item.kind == ItemKind::exists || item.kind == ItemKind::subquery) return true;
        for (const Item& inner : item.items)
            if (has_subquery(inner)) return true;
        return false;
    }
    static bool reads_other_tables(const Select& select) { return select.tables.size() > 1 || has_subquery(select.where); }

    constexpr Compiled finish(Compiled result, Writer& writer) const {
        result.never = result.plan.where.kind == ItemKind::nothing || result.plan.having.kind == ItemKind::nothing;
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
        std::vector<const FieldInfo*> returned;
        if (key != nullptr) returned.push_back(key);
        if (computed && dialect_.features().returning)
            for (const FieldInfo& field : model.fields)
                if (is_computed(field, written)) returned.push_back(&field);
        return_columns(writer, model, returned);
        return std::move(writer.out);
    }
    static constexpr void return_loaded(Writer& writer, const Query& query, Select& plan) {
        std::vector<const FieldInfo*> returned;
        for (const Node *node = query.select.nodes.begin(), *end = query.select.nodes.end(); node != end; node += subtree_size(node)) {
            if (node->kind != NodeKind::load) continue;
            const FieldInfo& field = query.model->fields[node->arg];
            returned.push_back(&field);
            plan.columns.push_back(plan::column_item({0, 0, &field, &field}));
        }
        plan.row_columns = plan.columns.size();
        return_columns(writer, *query.model, returned);
    }
    static constexpr void return_columns(Writer& writer, const ModelInfo& model, std::span<const FieldInfo* const> fields) {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            writer.out << (i == 0 ? " RETURNING " : ", ");
            writer.table_name(model);
            writer.out << '.';
            writer.column_name(*fields[i]);
        }
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
        const QueryParts parts(query);
        SelectPlanner planned(result.plan, parts);
        const bool apart = !dialect_.features().reads_changed_table;
        const bool qualified = result.plan.qualify.kind != ItemKind::everything;
        if (result.plan.tables.size() == 1 && !result.plan.grouped && !qualified && result.plan.source.empty() && !(apart && has_subquery(result.plan.where))) {
            writer.enter(result.plan);
            writer.where(result.plan.where);
            writer.leave();
            return;
        }
        Select rows;
        SelectPlanner inner(rows, parts, 1);
        inner.groups();
        writer.out << " WHERE ";
        writer.key_columns(*query.model);
        writer.out << " IN (";
        // A subquery that must be carried out by itself is as good as another table.
        if (qualified) {
            for_key_fields(*query.model, [&](const FieldInfo& key) { rows.columns.push_back(plan::column_item({1, 0, &key})); });
            inner.qualify();
            if (apart) writer.out << "SELECT * FROM (";
            writer.select(rows, Labels::own);
            close_rows(writer, apart);
            return;
        }
        if (apart) writer.out << "SELECT * FROM (";
        writer.with(rows);
        writer.out << (apart ? "SELECT DISTINCT " : "SELECT ");
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
        writer.groups(rows);
        close_rows(writer, apart);
        writer.leave();
    }
    static constexpr void close_rows(Writer& writer, bool apart) {
        if (apart) {
            writer.out << ") ";
            writer.name("subquery");
        }
        writer.out << ')';
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
            plan::Route route;
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

    const Dialect& dialect_;
};

}  // namespace nuage::sql
