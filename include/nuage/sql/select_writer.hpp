// SPDX-License-Identifier: MIT
// Writes whole SELECTs, and the expressions that hold one or are computed over groups.
#pragma once

#include <nuage/meta/errors.hpp>
#include <nuage/sql/compiled.hpp>
#include <nuage/sql/writer.hpp>

namespace nuage::sql {

constexpr void Writer::label(std::size_t column) {
    Text text;
    text << "col";
    text.number(static_cast<std::int64_t>(column) + 1);
    name(text.view());
}

constexpr void Writer::select(const Select& select, Labels labels) {
    if (!select.partition.empty() && labels == Labels::own) {
        partitioned(select);
        return;
    }
    if (!select.parts.empty()) {
        combined(select, labels);
        return;
    }
    enter(select);
    out << (select.distinct ? "SELECT DISTINCT " : "SELECT ");
    if (!select.distinct_on.empty()) distinct_on(select);
    for (std::size_t i = 0; i < select.columns.size(); ++i) {
        const Item& column = select.columns[i];
        if (i != 0) out << ", ";
        // Nothing beside it tells the type of a value that is selected.
        if (column.kind == ItemKind::param) typed_param(column.param);
        else item(column);
        if (labels != Labels::own) {
            out << " AS ";
            column_label(select, i, labels);
        } else if (column.annotation >= 0 && select.level == 0) {
            out << " AS ";
            name(select.annotations[static_cast<std::size_t>(column.annotation)].name);
        }
    }
    if (select.columns.empty()) out << '1';
    if (!select.partition.empty()) {
        out << ", ROW_NUMBER() OVER (PARTITION BY ";
        item(select.partition[0]);
        order(select, Positions::no);
        out << ") AS ";
        name("row");
    }
    if (select.distinct && select.distinct_on.empty())  // some databases order distinct rows by what is selected only
        for (const plan::OrderItem& entry : select.order)
            if (entry.random) out << ", " << dialect_.random();
    out << " FROM ";
    leave();
    from(select);
    where(select.where);
    groups(select);
    if (select.partition.empty()) {
        order(select, Positions::yes);
        bounds(select);
    }
    leave();
}

constexpr void Writer::distinct_on(const Select& select) {
    if (!dialect_.features().distinct_on)
        throw NotSupportedError("[F063] DISTINCT ON fields is not supported by this database backend.", {"", std::string(dialect_.name()), ""});
    out << "ON (";
    separated(select.distinct_on, ", ");
    out << ") ";
}

constexpr void Writer::groups(const Select& select) {
    bool first = true;
    for (const Item& entry : select.group) {
        if (!entry.items.empty() || entry.kind != ItemKind::column || !is_determined(select, entry)) {
            out << (first ? " GROUP BY " : ", ");
            first = false;
            if (!position(select, entry)) item(entry);
        }
    }
    if (select.having.kind == ItemKind::everything) return;
    // The rows of an ungrouped query are one group.
    out << " HAVING ";
    top_level(select.having);
}

/// A column beside the primary key of its table, which has one value for each key.
constexpr bool Writer::is_determined(const Select& select, const Item& column) const {
    if (!dialect_.features().group_by_key || (column.column.table == 0 && !select.source.empty())) return false;
    const Table& table = select.tables[static_cast<std::size_t>(column.column.table)];
    const FieldInfo& key = concrete_model(*table.model).primary_key();
    if (column.column.field == &key) return false;
    for (const Item& other : select.group)
        if (other.kind == ItemKind::column && other.column.table == column.column.table && other.column.field == &key) return true;
    return false;
}

/// Writes an expression that is selected by its position: with parameters in it, it would be another one a second time.
constexpr bool Writer::position(const Select& select, const Item& expression) {
    if (expression.kind == ItemKind::column) return false;
    for (std::size_t i = 0; i < select.columns.size(); ++i) {
        if (!plan::same(select.columns[i], expression)) continue;
        out.number(static_cast<std::int64_t>(i) + 1);
        return true;
    }
    return false;
}

/// A slice per group: rows are numbered within each, and those wanted are picked by their number.
constexpr void Writer::partitioned(const Select& select) {
    out << "SELECT ";
    for (std::size_t i = 0; i < select.columns.size(); ++i) {
        if (i != 0) out << ", ";
        label(i);
    }
    out << " FROM (";
    this->select(select, Labels::numbered);
    out << ") ";
    name("subquery");
    out << " WHERE ";
    name("row");
    out << " > ";
    params.push_back({limit_clause, 1, ValueKind::integer});
    dialect_.placeholder(out, params.size());
    if (select.limit.given) {
        out << " AND ";
        name("row");
        out << " <= ";
        typed_param({limit_clause, 1, ValueKind::integer});
        out << " + ";
        typed_param({limit_clause, 0, ValueKind::integer});
    }
    out << " ORDER BY ";
    name("row");
}

constexpr void Writer::bounds(const Select& select) {
    if (!select.limit.given && !select.offset.given) return;
    Text limit;
    Text offset;
    bound(limit, select.limit, 0);
    bound(offset, select.offset, 1);
    dialect_.limit(out, select.limit.given, select.offset.given, limit.view(), offset.view());
}
constexpr void Writer::bound(Text& text, const plan::Bound& bound, std::uint16_t index) {
    if (!bound.given) return;
    if (bound.written) {
        text.number(bound.number);
        return;
    }
    params.push_back({limit_clause, index, ValueKind::integer});
    dialect_.placeholder(text, params.size());
}

constexpr void Writer::subquery(const Item& it) {
    const bool bare = bare_columns;
    bare_columns = false;
    if (it.flags == 0) out << '(';
    select(it.subquery[0], Labels::own);
    if (it.flags == 0) out << ')';
    bare_columns = bare;
}

constexpr void Writer::exists(const Select& sub) {
    const bool bare = bare_columns;
    bare_columns = false;
    if (!sub.parts.empty()) {
        out << "EXISTS(";
        select(sub, Labels::numbered);
        out << ')';
        bare_columns = bare;
        return;
    }
    out << "EXISTS(SELECT 1 AS ";
    name("a");
    out << " FROM ";
    from(sub);
    where(sub.where);
    groups(sub);
    if (sub.limit.given || sub.offset.given) {
        order(sub, Positions::no);
        bounds(sub);
    } else {
        dialect_.limit(out, true, false, "1", {});
    }
    out << ')';
    leave();
    bare_columns = bare;
}

constexpr void Writer::aggregate(const Item& it) {
    const Item& operand = it.items[0];
    const bool has_filter = (it.flags & filtered) != 0;
    const bool by_case = has_filter && !dialect_.features().aggregate_filter;
    const bool has_default = (it.flags & defaulted) != 0;
    const std::string_view sql = spelling_of(dialect_, it.aggregate->name, operand.type, it.aggregate->sql);
    if (has_default) out << "COALESCE(";
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (sql[i] != '%') {
            out << sql[i];
        } else if (sql[++i] == 'l') {
            if ((it.flags & of_distinct) != 0) out << "DISTINCT ";
            if (by_case) {
                out << "CASE WHEN ";
                item(it.items[1]);
                out << " THEN ";
            }
            item(operand);
            if (by_case) out << " ELSE NULL END";
        } else if (sql[i] == 'f') {
            if (!has_filter || by_case) continue;
            out << " FILTER (WHERE ";
            top_level(it.items[1]);
            out << ')';
        } else {
            out << sql[i];
        }
    }
    if (!has_default) return;
    out << ", ";
    if (it.items.back().kind == ItemKind::param) typed_param(it.items.back().param);
    else item(it.items.back());
    out << ')';
}

constexpr void Writer::choose(const Item& it) {
    const std::size_t whens = it.items.size() / 2;
    const bool otherwise = it.items.size() % 2 == 1;
    auto branch = [&](const Item& value) {
        if (value.kind == ItemKind::param) typed_param(value.param);
        else item(value);
    };
    if (whens == 0) {
        out << "NULL";
        return;
    }
    out << "CASE";
    for (std::size_t i = 0; i < whens; ++i) {
        out << " WHEN ";
        item(it.items[2 * i]);
        out << " THEN ";
        branch(it.items[2 * i + 1]);
    }
    if (otherwise) {
        out << " ELSE ";
        branch(it.items.back());
    }
    out << " END";
}

}  // namespace nuage::sql

#include <nuage/sql/combination_writer.hpp>
