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

constexpr void Writer::select(const Select& select, Labels labels, Qualify qualify) {
    const bool inner = select.qualify.kind != ItemKind::everything;
    if (inner && qualify == Qualify::yes) {
        qualified(select, labels);
        return;
    }
    if (!select.partition.empty() && labels == Labels::own) {
        partitioned(select);
        return;
    }
    if (!select.parts.empty()) {
        combined(select, labels);
        return;
    }
    with(select);
    enter(select);
    out << (select.distinct && !inner ? "SELECT DISTINCT " : "SELECT ");
    if (!select.distinct_on.empty() && !inner) distinct_on(select);
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
    if (select.distinct && !inner && select.distinct_on.empty())  // some databases order distinct rows by what is selected only
        for (const plan::OrderItem& entry : select.order)
            if (entry.random) out << ", " << dialect_.random();
    out << " FROM ";
    leave();
    from(select);
    where(select.where);
    groups(select);
    if (select.partition.empty() && !inner) {
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
    if (table.model->named_query) return false;
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
    out << " FROM ";
    derived(select);
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

/// Windows are computed after WHERE and HAVING: conditions on them are tested in a query around.
constexpr void Writer::qualified(const Select& select, Labels labels) {
    out << (select.distinct ? "SELECT DISTINCT " : "SELECT ");
    for (std::size_t i = 0; i < select.visible; ++i) {
        if (i != 0) out << ", ";
        label(i);
        if (labels == Labels::fields) {
            out << " AS ";
            column_label(select, i, labels);
            continue;
        }
        const int annotation = select.columns[i].annotation;
        if (labels == Labels::numbered || annotation < 0 || select.level != 0) continue;
        out << " AS ";
        name(select.annotations[static_cast<std::size_t>(annotation)].name);
    }
    if (select.visible == 0) out << '1';
    out << " FROM ";
    derived(select, Labels::numbered, Qualify::no);
    where(select.qualify);
    order(select, Positions::no);
    bounds(select);
}

constexpr void Writer::window(const Item& it) {
    if (it.items[0].kind == ItemKind::aggregate) {
        over_ = &it;
        item(it.items[0]);
        return;
    }
    item(it.items[0]);
    over(it);
}
constexpr void Writer::over(const Item& window) {
    out << " OVER (";
    const auto partitions = static_cast<std::size_t>(window.number);
    for (std::size_t i = 1; i < window.items.size(); ++i) {
        if (i == 1 && partitions > 0) out << "PARTITION BY ";
        else if (i == partitions + 1) out << (partitions > 0 ? " ORDER BY " : "ORDER BY ");
        else out << ", ";
        item(window.items[i]);
    }
    const plan::Frame& frame = window.frame;
    if (frame.unit != 0) {
        constexpr std::string_view units[] = {"", "ROWS", "RANGE", "GROUPS"};
        constexpr std::string_view excluded[] = {"", " EXCLUDE CURRENT ROW", " EXCLUDE GROUP", " EXCLUDE TIES"};
        const bool rare = frame.excluded != 0 || frame.unit == static_cast<std::uint8_t>(FrameUnit::groups);
        if (rare && !dialect_.features().window_groups)
            throw NotSupportedError("[A027] Frames of groups, and frames that exclude rows, are not supported by this server.",
                                    {"", std::string(dialect_.name()), ""});
        out << (window.items.size() > 1 ? " " : "") << units[frame.unit] << " BETWEEN ";
        frame_end(frame.sides[0], frame.ends[0]);
        out << " AND ";
        frame_end(frame.sides[1], frame.ends[1]);
        out << excluded[frame.excluded];
    }
    out << ')';
}
constexpr void Writer::frame_end(std::uint8_t side, std::uint32_t end) {
    constexpr std::string_view sides[] = {"UNBOUNDED PRECEDING", " PRECEDING", "CURRENT ROW", " FOLLOWING", "UNBOUNDED FOLLOWING"};
    const bool counted = side == static_cast<std::uint8_t>(FrameSide::preceding) || side == static_cast<std::uint8_t>(FrameSide::following);
    if (counted) out.number(end);
    out << sides[side];
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
    // SQLite and MariaDB forget DISTINCT, MariaDB GROUP BY as well, in what EXISTS has itself: slice or not.
    const bool apart = sub.offset.given && (sub.distinct || sub.grouped || !sub.parts.empty());
    out << "EXISTS(";
    if (!apart && (!sub.parts.empty() || sub.qualify.kind != ItemKind::everything)) {
        select(sub, sub.parts.empty() ? Labels::own : Labels::numbered);
        out << ')';
        bare_columns = bare;
        return;
    }
    if (!apart) with(sub);
    out << "SELECT 1 AS ";
    name("a");
    out << " FROM ";
    if (apart) {
        derived(sub);
        out << ')';
        bare_columns = bare;
        return;
    }
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
    const Item* const window = over_;
    over_ = nullptr;
    const bool distinct = (it.flags & of_distinct) != 0;
    const bool has_filter = (it.flags & filtered) != 0;
    const bool by_case = has_filter && !dialect_.features().aggregate_filter;
    const bool has_default = (it.flags & defaulted) != 0;
    const Item& operand = it.items[0];
    const Item* const filter = it.items.data() + it.aggregate->operands;
    const Item* const order = filter + (has_filter ? 1 : 0) + (has_default ? 1 : 0);
    std::string_view sql = spelling_of(dialect_, it.aggregate->name, operand.type, it.aggregate->sql);
    if (it.aggregate->operands > 1 && (distinct || it.number != 0)) {
        Text sorted;
        sorted << it.aggregate->name << ".sorted";
        sql = spelling_of(dialect_, sorted.view(), operand.type, sql);
    }
    // DISTINCT stands before the operand, or elsewhere where the spelling says so.
    const bool apart = sql.find("%d") != std::string_view::npos || sql.find("%k") != std::string_view::npos;
    if (window != nullptr && (apart || it.number != 0)) refuse_window(*it.aggregate);
    if (has_default) out << "COALESCE(";
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (sql[i] != '%') {
            out << sql[i];
            continue;
        }
        switch (sql[++i]) {
            case 'l':
                if (distinct && !apart) out << "DISTINCT ";
                if (by_case) {
                    out << "CASE WHEN ";
                    item(*filter);
                    out << " THEN ";
                }
                item(operand);
                if (by_case) out << " ELSE NULL END";
                break;
            case '2': this->operand(it.items[1]); break;
            case 'd':
                if (distinct) out << "DISTINCT ";
                break;
            case 'o':
                for (int n = 0; n < it.number; ++n) {
                    out << (n == 0 ? " ORDER BY " : ", ");
                    item(order[n]);
                }
                break;
            case 'k': sort_keys(it, order); break;
            case 'f':
                if (has_filter && !by_case) {
                    out << " FILTER (WHERE ";
                    top_level(*filter);
                    out << ')';
                }
                if (window != nullptr) over(*window);
                break;
            default: out << sql[i]; break;
        }
    }
    if (!has_default) return;
    out << ", ";
    this->operand(filter[has_filter ? 1 : 0]);
    out << ')';
}

/// The order within an aggregate as operands of a function: what is to be done, as a text, then the expressions. In the text D
/// is DISTINCT; for each expression a or d say ascending or descending, and behind that f or l where NULLs come first or last.
constexpr void Writer::sort_keys(const Item& it, const Item* keys) {
    out << '\'' << ((it.flags & of_distinct) != 0 ? "D" : "");
    for (int i = 0; i < it.number; ++i) {
        const std::uint8_t flags = keys[i].flags;
        out << ((flags & OrderFlags::descending) != 0 ? 'd' : 'a');
        if ((flags & OrderFlags::nulls_first) != 0) out << 'f';
        if ((flags & OrderFlags::nulls_last) != 0) out << 'l';
    }
    out << '\'';
    for (int i = 0; i < it.number; ++i) {
        out << ", ";
        operand(keys[i].items[0]);
    }
}

/// A function in the dialect's words: those for its number of operands, those for any, or its own.
constexpr void Writer::function(const Item& it) {
    const FunctionDef& function = *it.function;
    const FieldKind kind = it.items.empty() ? function.result : it.items[0].type;
    Text counted;
    (counted << function.name << '.').number(static_cast<std::int64_t>(it.items.size()));
    std::string_view sql = spelling_of(dialect_, counted.view(), kind, {});
    if (sql.empty()) sql = spelling_of(dialect_, function.name, kind, function.sql);
    if (sql.empty()) throw NotSupportedError("[A022] " + std::string(dialect_.name()) + " has no " + std::string(function.called) + "().");
    std::size_t next = 0;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (sql[i] != '%' || i + 1 == sql.size()) {
            out << sql[i];
            continue;
        }
        const char what = sql[++i];
        if (what >= '1' && what <= '9') operand(it.items[static_cast<std::size_t>(what - '1')]);
        else if (what == 'l') operand(it.items[0]);
        else if (what == 's') operand(it.items[next++]);
        else if (what == 'a') operands(it.items, 0);
        else if (what == 'r') operands(it.items, 1);
        else if (what == 't') dialect_.cast_type(out, *function.type);
        else if (what == 'n') name(function.word);
        else out << what;
    }
}

constexpr void Writer::choose(const Item& it) {
    const std::size_t whens = it.items.size() / 2;
    const bool otherwise = it.items.size() % 2 == 1;
    if (whens == 0) {
        out << "NULL";
        return;
    }
    out << "CASE";
    for (std::size_t i = 0; i < whens; ++i) {
        out << " WHEN ";
        item(it.items[2 * i]);
        out << " THEN ";
        operand(it.items[2 * i + 1]);
    }
    if (otherwise) {
        out << " ELSE ";
        operand(it.items.back());
    }
    out << " END";
}

}  // namespace nuage::sql

#include <nuage/sql/combination_writer.hpp>
#include <nuage/sql/with_writer.hpp>
