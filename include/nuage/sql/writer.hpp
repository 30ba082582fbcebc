// SPDX-License-Identifier: MIT
// Writes a plan down as SQL text: tables, conditions, orderings, in the words of a dialect.
#pragma once

#include <nuage/fields/field_traits.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/query/select_planner.hpp>
#include <nuage/sql/dialect.hpp>

namespace nuage::sql {

using plan::Column;
using plan::Item;
using plan::ItemKind;
using plan::ParamRef;
using plan::Planner;
using plan::QueryParts;
using plan::Reader;
using plan::Select;
using plan::SelectPlanner;
using plan::Table;

/// How the columns of a SELECT are called: a subquery needs distinct names for them.
enum class Labels : std::uint8_t { own, numbered, fields };
/// Whether conditions on windows are to be tested around a SELECT, or are so already.
enum class Qualify : std::uint8_t { yes, no };
/// Whether what is selected is sorted by its position.
enum class Positions : std::uint8_t { no, yes, only };

/// Writes plans down. One object per statement.
class Writer {
public:
    constexpr explicit Writer(const Dialect& dialect) : dialect_(dialect) {}

    Text out;
    std::vector<ParamRef> params;
    /// For DDL: values are written into the text, columns without their table.
    const Clause* inline_values = nullptr;
    bool bare_columns = false;
    /// For conditions on an object in memory: columns of the outermost query become parameters of clause 1, in this order.
    std::vector<const FieldInfo*>* object_fields = nullptr;

    constexpr void name(std::string_view identifier) { dialect_.quote(out, identifier); }
    constexpr void table_name(const ModelInfo& model) {
        Text text;
        write_table_name(text, model);
        name(text.view());
    }
    constexpr void column_name(const FieldInfo& field) {
        Text text;
        write_column_name(text, field);
        name(text.view());
    }
    /// The columns of the primary key: "id", or ("order_id", "line").
    constexpr void key_columns(const ModelInfo& model) {
        const bool several = !model.key_parts.empty();
        bool first = true;
        if (several) out << '(';
        for_key_fields(model, [&](const FieldInfo& field) {
            if (!first) out << ", ";
            first = false;
            column_name(field);
        });
        if (several) out << ')';
    }
    /// "id" = ?, or "order_id" = ? AND "line" = ?.
    constexpr void key_equals(const ModelInfo& model) {
        bool first = true;
        for_key_fields(model, [&](const FieldInfo& field) {
            if (!first) out << " AND ";
            first = false;
            column_name(field);
            out << " = ";
            param({});
        });
    }
    /// "id" IN (?, ?), or the same for rows of several columns in the dialect's words.
    constexpr void key_in(const ModelInfo& model, std::size_t keys) {
        const FieldKind kind = model.primary_key().kind;
        const std::string_view sql = spelling_of(dialect_, "in", kind, "%l IN (%r)");
        for (std::size_t i = 0; i < sql.size(); ++i) {
            if (sql[i] != '%') {
                out << sql[i];
            } else if (sql[++i] == 'l') {
                key_columns(model);
            } else {
                for (std::size_t k = 0; k < keys; ++k) key_params(model, k == 0 ? "" : ", ");
            }
        }
    }
    constexpr void param(ParamRef ref) {
        params.push_back(ref);
        // Where no column tells what a parameter is, its type must be written.
        if (object_fields != nullptr) dialect_.typed_placeholder(out, params.size(), ref.kind);
        else dialect_.placeholder(out, params.size());
    }
    constexpr void typed_param(ParamRef ref) {
        if (inline_values != nullptr) {
            value(ref);
            return;
        }
        params.push_back(ref);
        dialect_.typed_placeholder(out, params.size(), ref.kind);
    }

    // Whole SELECTs, in select_writer.hpp.
    constexpr void select(const Select& select, Labels labels, Qualify qualify = Qualify::yes);
    constexpr void label(std::size_t column);
    /// GROUP BY and HAVING.
    constexpr void groups(const Select& select);
    constexpr void bounds(const Select& select);
    /// A union, intersection or difference, in combination_writer.hpp.
    constexpr void combined(const Select& select, Labels labels);
    /// A query in the place of a table.
    constexpr void derived(const Select& of, Labels labels = Labels::numbered, Qualify qualify = Qualify::yes) {
        derived_table([&] { select(of, labels, qualify); });
    }
    template <class Write>
    constexpr void derived_table(Write write) {
        const std::size_t around = around_;
        if (!dialect_.features().correlated_tables) around_ = scopes_.size();
        out << '(';
        write();
        out << ") ";
        name("subquery");
        around_ = around;
    }
    /// The common table expressions of a SELECT, before it; in with_writer.hpp.
    constexpr void with(const Select& select);

    constexpr void from(const Select& select) {
        scopes_.push_back(&select);
        table_with_alias(select, 0);
        for (std::size_t i = 1; i < select.tables.size(); ++i) {
            const Table& table = select.tables[i];
            out << (table.outer ? " LEFT OUTER JOIN " : " INNER JOIN ");
            table_with_alias(select, i);
            const FieldInfo& key = table.reverse ? remote_field(*table.relation) : *table.relation;
            const FieldInfo& referred = target_field(key);
            out << " ON (";
            alias(select, static_cast<std::size_t>(table.parent));
            out << '.';
            column_name(table.reverse ? referred : key);
            out << " = ";
            alias(select, i);
            out << '.';
            column_name(table.reverse ? key : referred);
            for (const Item& condition : table.condition) {
                out << " AND ";
                item(condition);
            }
            out << ')';
        }
    }
    /// Ends the scope that from() began.
    constexpr void leave() { scopes_.pop_back(); }
    constexpr void enter(const Select& select) { scopes_.push_back(&select); }

    constexpr void where(const Item& condition) {
        if (condition.kind == ItemKind::everything) return;
        out << " WHERE ";
        top_level(condition);
    }

    constexpr void top_level(const Item& condition) {
        if (condition.kind != ItemKind::all_of) {
            item(condition);
            return;
        }
        separated(condition.items, " AND ");
    }

    constexpr void item(const Item& it) {
        switch (it.kind) {
            case ItemKind::all_of: parenthesised(it.items, " AND "); break;
            case ItemKind::any_of: parenthesised(it.items, " OR "); break;
            case ItemKind::one_of: exclusive(it.items); break;
            case ItemKind::negation:
                out << "NOT ";
                if (it.items[0].kind == ItemKind::all_of || it.items[0].kind == ItemKind::any_of) {
                    item(it.items[0]);
                } else {
                    out << '(';
                    item(it.items[0]);
                    out << ')';
                }
                break;
            case ItemKind::lookup: lookup(it); break;
            case ItemKind::is_null:
                item(it.items[0]);
                out << (it.flags != 0 ? " IS NULL" : " IS NOT NULL");
                break;
            case ItemKind::exists: exists(it.subquery[0]); break;
            case ItemKind::nothing: out << "1 = 0"; break;
            case ItemKind::everything: out << "1 = 1"; break;
            case ItemKind::column: column(it.column); break;
            case ItemKind::param: value(it.param); break;
            case ItemKind::function: function(it); break;
            case ItemKind::arithmetic: {
                const auto op = static_cast<char>(it.flags);
                pattern(dialect_.arithmetic(op, it.items[0].type, it.items[1].type), it.items[0], &it.items[1], 1);
                break;
            }
            case ItemKind::json: json(it); break;
            case ItemKind::row: parenthesised(it.items, ", "); break;
            case ItemKind::aggregate: aggregate(it); break;
            case ItemKind::star: out << '*'; break;
            case ItemKind::subquery: subquery(it); break;
            case ItemKind::choose: choose(it); break;
            case ItemKind::window: window(it); break;
            case ItemKind::ordered: ordered(it.items[0], it.flags); break;
            case ItemKind::derived:
                name("subquery");
                out << '.';
                label(static_cast<std::size_t>(it.number));
                break;
            case ItemKind::equal:
                item(it.items[0]);
                out << " = ";
                item(it.items[1]);
                break;
        }
    }

    constexpr void order(const Select& select, Positions positions) {
        bool first = true;
        const bool reversed = select.reversed;
        for (const plan::OrderItem& entry : select.order) {
            out << (first ? " ORDER BY " : ", ");
            first = false;
            if (entry.random) {
                out << dialect_.random();
                continue;
            }
            const bool selected = positions == Positions::yes && (select.grouped || entry.expression.annotation >= 0);
            const bool descending = ((entry.flags & OrderFlags::descending) != 0) != reversed;
            const bool first_nulls = (entry.flags & (reversed ? OrderFlags::nulls_last : OrderFlags::nulls_first)) != 0;
            const bool last_nulls = (entry.flags & (reversed ? OrderFlags::nulls_first : OrderFlags::nulls_last)) != 0;
            const bool modifiers = dialect_.features().nulls_modifiers;
            if (!modifiers && (first_nulls || last_nulls)) order_nulls(entry.expression, descending, first_nulls);
            if (positions == Positions::only) out.number(entry.expression.number + 1);
            else if (is_sorted_json(entry.expression)) json(entry.expression, "json.sorted");
            else if (!selected || !position(select, entry.expression)) item(entry.expression);
            out << (descending ? " DESC" : " ASC");
            if (modifiers && first_nulls) out << " NULLS FIRST";
            if (modifiers && last_nulls) out << " NULLS LAST";
        }
    }

    constexpr void alias(const Select& select, std::size_t table) {
        if (select.level > 0) {
            Text text;
            text << static_cast<char>('T' + select.level);
            text.number(static_cast<std::int64_t>(table));
            name(text.view());
        } else if (is_first_use(select, table)) {
            table_name(*select.tables[table].model);
        } else {
            Text text;
            text << 'T';
            text.number(static_cast<std::int64_t>(table) + 1);
            name(text.view());
        }
    }

    constexpr void column(Column column) {
        if (object_fields != nullptr && column.level == 0) {
            param({1, static_cast<std::uint16_t>(object_fields->size()), detail::value_kind_of(value_field(*column.field).kind)});
            object_fields->push_back(column.field);
            return;
        }
        if (!bare_columns) {
            // The innermost of its level: a subquery of an outer query may have come into another one.
            std::size_t scope = scopes_.size();
            while (scope > 1 && scopes_[scope - 1]->level != column.level) --scope;
            if (scope <= around_) refuse_correlated_table();
            alias(*scopes_[scope - 1], static_cast<std::size_t>(column.table));
            out << '.';
        }
        column_name(*column.field);
    }

private:
    constexpr void key_params(const ModelInfo& model, std::string_view before) {
        out << before << (model.key_parts.empty() ? "" : "(");
        bool first = true;
        for_key_fields(model, [&](const FieldInfo&) {
            if (!first) out << ", ";
            first = false;
            param({});
        });
        out << (model.key_parts.empty() ? "" : ")");
    }
    /// Puts rows without a value first or last where the order's own words cannot; where they are by themselves, nothing.
    constexpr void order_nulls(const Item& expression, bool descending, bool first) {
        if (first == (dialect_.features().nulls_sort_low != descending)) return;
        item(expression);
        out << (first ? " IS NOT NULL, " : " IS NULL, ");
    }

    [[nodiscard]] static constexpr bool is_first_use(const Select& select, std::size_t table) {
        Text mine;
        write_table_name(mine, *select.tables[table].model);
        for (std::size_t i = 0; i < table; ++i) {
            Text other;
            write_table_name(other, *select.tables[i].model);
            if (other.view() == mine.view()) return false;
        }
        return true;
    }
    constexpr void table_with_alias(const Select& select, std::size_t table) {
        if (table == 0 && !select.source.empty()) {
            out << '(';
            this->select(select.source[0], Labels::fields);
            out << ')';
        } else {
            refuse_hidden(*select.tables[table].model);
            table_name(*select.tables[table].model);
            if (select.level == 0 && is_first_use(select, table)) return;
        }
        out << ' ';
        alias(select, table);
    }
    constexpr void separated(const std::vector<Item>& items, std::string_view separator) {
        bool first = true;
        for (const Item& it : items) {
            if (!first) out << separator;
            first = false;
            item(it);
        }
    }
    constexpr void parenthesised(const std::vector<Item>& items, std::string_view separator) {
        out << '(';
        separated(items, separator);
        out << ')';
    }
    /// True for an odd number of true operands; unknown counts as false, but not for an operator that the database has.
    constexpr void exclusive(const std::vector<Item>& items) {
        if (dialect_.features().xor_operator) return parenthesised(items, " XOR ");
        out << '(';
        bool first = true;
        for (const Item& it : items) {
            if (!first) out << " + ";
            first = false;
            out << "CASE WHEN ";
            item(it);
            out << " THEN 1 ELSE 0 END";
        }
        out << ") % 2 = 1";
    }

    constexpr void value(ParamRef ref) {
        if (inline_values != nullptr) dialect_.literal(out, inline_values->values[ref.index]);
        else param(ref);
    }

    constexpr void lookup(const Item& it) {
        const Item& left = it.items[0];
        const bool by_expression = it.items.size() > 1 && it.items[1].kind != ItemKind::param;
        std::string_view sql = it.lookup->sql;
        if (by_expression && it.lookup->operand == Operand::pattern) {
            Text with_suffix;
            with_suffix << it.lookup->name << ".expr";
            sql = spelling_of(dialect_, with_suffix.view(), left.type, sql);
        } else {
            sql = spelling_of(dialect_, it.lookup->name, left.type, sql);
            if (left.kind == ItemKind::json && left.type == FieldKind::json) {
                Text of_key;
                of_key << it.lookup->name << ".key";
                sql = spelling_of(dialect_, of_key.view(), left.type, it.lookup->sql.empty() ? sql : it.lookup->sql);
            }
        }
        as_text_ = it.lookup->operand == Operand::pattern && left.type != FieldKind::text;
        if (left.type == FieldKind::json) {
            if (sql.empty()) refuse_lookup(*it.lookup);
            json_operand_ = left.kind == ItemKind::json && left.flags == plan::json_comparable ? spelling_of(dialect_, "json.operand", left.type, "") : "";
        }
        // Regular expressions stay as they are: a dash means more than itself there.
        without_dashes_ = left.type == FieldKind::uuid && it.lookup->wrap != Wrap::none && !dialect_.features().native_uuid;
        if (it.lookup->operand == Operand::list) pattern(sql, left, &it.items[1], it.items.size() - 1);
        else pattern(sql, left, &it.items[1], 1, it.items.size() > 2 ? &it.items[2] : nullptr);
    }

    /// A value where nothing around tells its type; any other expression.
    constexpr void operand(const Item& it) {
        if (it.kind == ItemKind::param) typed_param(it.param);
        else item(it);
    }
    constexpr void operands(const std::vector<Item>& items, std::size_t first) {
        for (std::size_t i = first; i < items.size(); ++i) {
            if (i != first) out << ", ";
            operand(items[i]);
        }
    }
    constexpr void function(const Item& it);

    /// Writes a spelling: %l the left item, %r the right ones separated by commas, %2 the second of a pair.
    constexpr void pattern(std::string_view sql, const Item& left, const Item* right, std::size_t rights,
                           const Item* second = nullptr) {
        const bool text_left = as_text_;
        const bool without_dashes = without_dashes_;
        as_text_ = without_dashes_ = false;
        const std::string_view json_operand = json_operand_;
        json_operand_ = {};
        for (std::size_t i = 0; i < sql.size(); ++i) {
            if (sql[i] != '%' || i + 1 == sql.size()) {
                out << sql[i];
                continue;
            }
            switch (sql[++i]) {
                case 'l':
                    if (text_left) pattern(dialect_.as_text(left.type), left, nullptr, 0);
                    else item(left);
                    break;
                case 'r':
                    for (std::size_t r = 0; r < rights; ++r) {
                        if (r != 0) out << ", ";
                        if (without_dashes) out << "REPLACE(";
                        if (!json_operand.empty() && right[r].kind == ItemKind::param) pattern(json_operand, right[r], nullptr, 0);
                        else item(right[r]);
                        if (without_dashes) out << ", '-', '')";
                    }
                    break;
                case '2':
                    if (second != nullptr) item(*second);
                    break;
                default: out << sql[i]; break;
            }
        }
    }

    /// Whether what is sorted by is a value in a JSON document that sorts in another way than it is read or compared.
    constexpr bool is_sorted_json(const Item& it) const {
        return it.kind == ItemKind::json && it.flags != plan::json_text && !spelling_of(dialect_, "json.sorted", FieldKind::json, {}).empty();
    }
    /// A value in a JSON document: %l the document, %p the path.
    constexpr void json(const Item& it, std::string_view form = {}) {
        constexpr std::string_view forms[] = {"json.document", "json.text", "json.comparable"};
        const std::string_view sql = spelling_of(dialect_, form.empty() ? forms[it.flags] : form, FieldKind::json, {});
        for (std::size_t i = 0; i < sql.size(); ++i) {
            if (sql[i] != '%') out << sql[i];
            else if (sql[++i] == 'l') item(it.items[0]);
            else dialect_.json_path(out, it.keys);
        }
    }
    [[noreturn]] void refuse_lookup(const LookupDef& lookup) const {
        throw NotSupportedError("[F066] '" + std::string(lookup.name) + "' of JSON documents is not supported by this database backend.",
                                {"", std::string(dialect_.name()), ""});
    }
    [[noreturn]] void refuse_correlated_table() const {
        throw NotSupportedError("[F100] This server takes no OuterRef in a subquery in the place of a table, where a slice of distinct rows or of "
                                "groups, rows filtered by a window, and some combinations must stand.",
                                {"", std::string(dialect_.name()), ""});
    }
    constexpr void refuse_hidden(const ModelInfo& model) const;
    [[noreturn]] void refuse_window(const AggregateDef& aggregate) const {
        throw NotSupportedError("[A061] " + std::string(aggregate.called) + "() over a window, in this form, is not supported by this database backend.",
                                {"", std::string(dialect_.name()), ""});
    }
    constexpr void partitioned(const Select& select);
    constexpr void combined_parts(const Select& select, Labels labels);
    constexpr void distinct_on(const Select& select);
    constexpr void column_label(const Select& select, std::size_t column, Labels labels);
    constexpr void qualified(const Select& select, Labels labels);
    constexpr void window(const Item& it);
    constexpr void over(const Item& window);
    constexpr void frame_end(std::uint8_t side, std::uint32_t end);
    /// An item of an order, its own direction aside.
    constexpr void ordered(const Item& expression, std::uint8_t flags) {
        const bool descending = (flags & OrderFlags::descending) != 0;
        const bool first = (flags & OrderFlags::nulls_first) != 0;
        const bool last = (flags & OrderFlags::nulls_last) != 0;
        const bool modifiers = dialect_.features().nulls_modifiers;
        if (!modifiers && (first || last)) order_nulls(expression, descending, first);
        item(expression);
        if (descending) out << " DESC";
        if (modifiers && first) out << " NULLS FIRST";
        if (modifiers && last) out << " NULLS LAST";
    }
    constexpr bool position(const Select& select, const Item& expression);
    [[nodiscard]] constexpr bool is_determined(const Select& select, const Item& column) const;
    constexpr void bound(Text& text, const plan::Bound& bound, std::uint16_t index);
    constexpr void subquery(const Item& it);
    constexpr void exists(const Select& sub);
    constexpr void aggregate(const Item& it);
    constexpr void sort_keys(const Item& it, const Item* keys);
    constexpr void choose(const Item& it);

    const Dialect& dialect_;
    std::vector<const Select*> scopes_;
    std::size_t around_ = 0;       ///< so many scopes cannot be referred to
    std::vector<const ModelInfo*> named_;   ///< the common table expressions of the statement
    const Item* over_ = nullptr;   ///< the window of the aggregate that is written next
    bool as_text_ = false;         ///< the next left side is compared as text
    bool without_dashes_ = false;  ///< the next right side is part of a UUID's text, which is stored without dashes
    std::string_view json_operand_{};   ///< of the next spelling: how its right sides are made comparable
};

}  // namespace nuage::sql

// The definitions of what needs whole SELECTs.
#include <nuage/sql/select_writer.hpp>
