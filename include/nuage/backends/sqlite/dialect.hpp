// SPDX-License-Identifier: MIT
// SQL as SQLite understands it.
#pragma once

#include <nuage/backends/sqlite/functions.hpp>

namespace nuage::sqlite {

/// Dates and times are text of a fixed layout (YYYY-MM-DD HH:MM:SS[.ffffff]), so their parts are cut out of it: exact
/// to the microsecond, where strftime() rounds to milliseconds, and cheaper. Days of the week need the calendar:
/// strftime(), given the date alone for the same reason. An ISO week belongs to the year that its Thursday lies in.
inline constexpr std::array spellings{
    Spelling{"in", bit(FieldKind::composite_key), "%l IN (VALUES %r)"},
    Spelling{"iregex", kinds::all, "%l REGEXP '(?i)' || %r"},
    Spelling{"iregex.expr", kinds::all, "%l REGEXP '(?i)' || %r"},

    // LIKE ignores the case of ASCII letters: contains and icontains are the same here. An expression's wildcards can
    // only be escaped in SQL.
    Spelling{"iexact.expr", kinds::all,
     "%l LIKE REPLACE(REPLACE(REPLACE(%r, '\\', '\\\\'), '%%', '\\%%'), '_', '\\_') ESCAPE '\\'"},
    Spelling{"contains.expr", kinds::all,
     "%l LIKE '%%' || REPLACE(REPLACE(REPLACE(%r, '\\', '\\\\'), '%%', '\\%%'), '_', '\\_') || '%%' ESCAPE '\\'"},
    Spelling{"icontains.expr", kinds::all,
     "%l LIKE '%%' || REPLACE(REPLACE(REPLACE(%r, '\\', '\\\\'), '%%', '\\%%'), '_', '\\_') || '%%' ESCAPE '\\'"},
    Spelling{"startswith.expr", kinds::all,
     "%l LIKE REPLACE(REPLACE(REPLACE(%r, '\\', '\\\\'), '%%', '\\%%'), '_', '\\_') || '%%' ESCAPE '\\'"},
    Spelling{"istartswith.expr", kinds::all,
     "%l LIKE REPLACE(REPLACE(REPLACE(%r, '\\', '\\\\'), '%%', '\\%%'), '_', '\\_') || '%%' ESCAPE '\\'"},
    Spelling{"endswith.expr", kinds::all,
     "%l LIKE '%%' || REPLACE(REPLACE(REPLACE(%r, '\\', '\\\\'), '%%', '\\%%'), '_', '\\_') ESCAPE '\\'"},
    Spelling{"iendswith.expr", kinds::all,
     "%l LIKE '%%' || REPLACE(REPLACE(REPLACE(%r, '\\', '\\\\'), '%%', '\\%%'), '_', '\\_') ESCAPE '\\'"},

    // The operators give JSON; numbers are compared as numbers, everything else as its JSON.
    Spelling{"json.document", kinds::documents, "(%l -> %p)"},
    Spelling{"json.text", kinds::documents, "(%l ->> %p)"},
    Spelling{"json.comparable", kinds::documents, "(CASE WHEN JSON_TYPE(%l, %p) IN ('integer', 'real') THEN %l ->> %p ELSE %l -> %p END)"},
    // Numbers among numbers, texts by what they say; the words true, false and null among them, as in Django.
    Spelling{"json.sorted", kinds::documents, "(CASE WHEN JSON_TYPE(%l, %p) IN ('true', 'false', 'null') THEN JSON_TYPE(%l, %p) ELSE %l ->> %p END)"},
    Spelling{"json.operand", kinds::documents, "(CASE WHEN JSON_TYPE(%l) IN ('integer', 'real') THEN %l ->> '$' ELSE JSON(%l) END)"},
    Spelling{"exact", kinds::documents, "JSON(%l) = JSON(%r)"},
    Spelling{"exact.key", kinds::documents, "%l = %r"},
    Spelling{"has_key", kinds::documents, "JSON_TYPE(%l, '$.' || JSON_QUOTE(%r)) IS NOT NULL"},

    // GROUP_CONCAT can be told neither both a text between and DISTINCT nor, before 3.44, an order.
    Spelling{"string_agg", kinds::all, "GROUP_CONCAT(%l, %2)%f"},
    Spelling{"string_agg.sorted", kinds::all, "nuage_string_agg(%l, %2, %k)%f"},
    // A duration is a whole number of microseconds.
    Spelling{"avg", bit(FieldKind::duration), "CAST(ROUND(AVG(%l)%f) AS INTEGER)"},

    Spelling{"year", kinds::dated, "CAST(SUBSTR(%l, 1, 4) AS INTEGER)"},
    Spelling{"quarter", kinds::dated, "((CAST(SUBSTR(%l, 6, 2) AS INTEGER) + 2) / 3)"},
    Spelling{"month", kinds::dated, "CAST(SUBSTR(%l, 6, 2) AS INTEGER)"},
    Spelling{"day", kinds::dated, "CAST(SUBSTR(%l, 9, 2) AS INTEGER)"},
    Spelling{"iso_year", kinds::dated, "CAST(STRFTIME('%%Y', SUBSTR(%l, 1, 10), '-3 days', 'weekday 4') AS INTEGER)"},
    Spelling{"week", kinds::dated, "((CAST(STRFTIME('%%j', SUBSTR(%l, 1, 10), '-3 days', 'weekday 4') AS INTEGER) + 6) / 7)"},
    Spelling{"week_day", kinds::dated, "(CAST(STRFTIME('%%w', SUBSTR(%l, 1, 10)) AS INTEGER) + 1)"},
    Spelling{"iso_week_day", kinds::dated, "((CAST(STRFTIME('%%w', SUBSTR(%l, 1, 10)) AS INTEGER) + 6) %% 7 + 1)"},
    Spelling{"hour", bit(FieldKind::datetime), "CAST(SUBSTR(%l, 12, 2) AS INTEGER)"},
    Spelling{"hour", bit(FieldKind::time), "CAST(SUBSTR(%l, 1, 2) AS INTEGER)"},
    Spelling{"minute", bit(FieldKind::datetime), "CAST(SUBSTR(%l, 15, 2) AS INTEGER)"},
    Spelling{"minute", bit(FieldKind::time), "CAST(SUBSTR(%l, 4, 2) AS INTEGER)"},
    Spelling{"second", bit(FieldKind::datetime), "CAST(SUBSTR(%l, 18, 2) AS INTEGER)"},
    Spelling{"second", bit(FieldKind::time), "CAST(SUBSTR(%l, 7, 2) AS INTEGER)"},
    Spelling{"date", bit(FieldKind::datetime), "SUBSTR(%l, 1, 10)"},
    Spelling{"time", bit(FieldKind::datetime), "SUBSTR(%l, 12)"},

    Spelling{"date_trunc_year", kinds::dated, "(SUBSTR(%l, 1, 4) || '-01-01')"},
    Spelling{"date_trunc_quarter", kinds::dated, "DATE(SUBSTR(%l, 1, 7) || '-01', '-' || ((CAST(SUBSTR(%l, 6, 2) AS INTEGER) + 2) %% 3) || ' months')"},
    Spelling{"date_trunc_month", kinds::dated, "(SUBSTR(%l, 1, 7) || '-01')"},
    Spelling{"date_trunc_week", kinds::dated, "DATE(SUBSTR(%l, 1, 10), '-6 days', 'weekday 1')"},
    Spelling{"date_trunc_day", kinds::dated, "SUBSTR(%l, 1, 10)"},
    Spelling{"datetime_trunc_year", bit(FieldKind::datetime), "(SUBSTR(%l, 1, 4) || '-01-01 00:00:00')"},
    Spelling{"datetime_trunc_quarter", bit(FieldKind::datetime), "DATETIME(SUBSTR(%l, 1, 7) || '-01', '-' || ((CAST(SUBSTR(%l, 6, 2) AS INTEGER) + 2) %% 3) || ' months')"},
    Spelling{"datetime_trunc_month", bit(FieldKind::datetime), "(SUBSTR(%l, 1, 7) || '-01 00:00:00')"},
    Spelling{"datetime_trunc_week", bit(FieldKind::datetime), "DATETIME(SUBSTR(%l, 1, 10), '-6 days', 'weekday 1')"},
    Spelling{"datetime_trunc_day", bit(FieldKind::datetime), "(SUBSTR(%l, 1, 10) || ' 00:00:00')"},
    Spelling{"datetime_trunc_hour", bit(FieldKind::datetime), "(SUBSTR(%l, 1, 13) || ':00:00')"},
    Spelling{"datetime_trunc_minute", bit(FieldKind::datetime), "(SUBSTR(%l, 1, 16) || ':00')"},
    Spelling{"datetime_trunc_second", bit(FieldKind::datetime), "SUBSTR(%l, 1, 19)"},
};

inline constexpr auto all_spellings = joined(spellings, function_spellings);

class SqliteDialect final : public Dialect {
public:
    constexpr SqliteDialect() = default;
    // g++ 12 does not have a defaulted one ready for the constant below.
    constexpr ~SqliteDialect() override {}

    [[nodiscard]] constexpr std::string_view name() const override { return "sqlite"; }
    [[nodiscard]] constexpr const Features& features() const override { return features_; }
    [[nodiscard]] constexpr std::span<const Spelling> spellings() const override { return all_spellings; }

    constexpr void placeholder(Text& out, std::size_t) const override { out << '?'; }
    /// A decimal is bound as text. Where no column's affinity turns it into a number, the cast does.
    constexpr void typed_placeholder(Text& out, std::size_t, ValueKind kind) const override {
        out << (kind == ValueKind::decimal ? std::string_view("CAST(? AS NUMERIC)") : std::string_view("?"));
    }
    constexpr std::string_view arithmetic(char op, FieldKind left, FieldKind right) const override;
    constexpr void limit(Text& out, bool has_limit, bool has_offset, std::string_view limit_sql,
                         std::string_view offset_sql) const override {
        if (has_limit) out << " LIMIT " << limit_sql;
        else if (has_offset) out << " LIMIT -1";
        if (has_offset) out << " OFFSET " << offset_sql;
    }
    /// A transaction that reads and then writes would fail at once, without waiting, if another one wrote in between.
    [[nodiscard]] constexpr std::string_view begin() const override { return "BEGIN IMMEDIATE"; }
    void explain(Text& out, const ExplainOptions& options) const override;
    [[nodiscard]] std::vector<std::string> flush(std::span<const ModelInfo* const> tables, bool reset_keys) const override;

    constexpr void column_type(Text& out, const FieldInfo& field) const override;
    /// Follows "integer PRIMARY KEY".
    [[nodiscard]] constexpr std::string_view identity() const override { return "AUTOINCREMENT"; }
    void literal(Text& out, const Value& value) const override;

private:
    static constexpr Features features_{
        .returning = true,
        .update_returning = true,
        .erase_returning = true,
        .consecutive_keys = true,
        .nulls_sort_low = true,
        .deferred_foreign_keys = true,
        .for_update = false,
        .isolation_levels = false,
        .json_contains = false,
        .compound_slices = false,
        .alter_add_foreign_key = false,
        .enforces_text_length = false,
        .native_uuid = false,
        .remote = false,
        .max_parameters = 32766,
        .max_bulk_rows = 500,
    };
};

constexpr std::string_view SqliteDialect::arithmetic(char op, FieldKind left, FieldKind right) const {
    const bool left_temporal = (kinds::temporal & bit(left)) != 0;
    const bool right_temporal = (kinds::temporal & bit(right)) != 0;
    if (left_temporal && right_temporal && op == '-') return "nuage_temporal_sub(%l, %r)";
    if ((left_temporal || right_temporal) && op == '+') return "nuage_temporal_add(%l, %r)";
    if (left_temporal && op == '-') return "nuage_temporal_add(%l, -(%r))";

    const bool decimal = left == FieldKind::decimal || right == FieldKind::decimal;
    const bool real = left == FieldKind::real || right == FieldKind::real;
    if (op == '%' && (decimal || real)) return "MOD(%l, %r)";  // the operator works on integers only
    if (!decimal) return Dialect::arithmetic(op, left, right);
    switch (op) {
        case '+': return "CAST((%l + %r) AS NUMERIC)";
        case '-': return "CAST((%l - %r) AS NUMERIC)";
        case '*': return "CAST((%l * %r) AS NUMERIC)";
        // A decimal without a fraction is stored as an integer, and dividing two of them would cut the quotient.
        case '/': return "CAST((CAST(%l AS REAL) / %r) AS NUMERIC)";
        default: return "CAST(POWER(%l, %r) AS NUMERIC)";
    }
}

/// Django's type names. What SQLite takes from them is their affinity, so foreign tools see what is meant.
constexpr void SqliteDialect::column_type(Text& out, const FieldInfo& field) const {
    if (field.automatic) {
        out << "integer";  // only this spelling makes a primary key the row's own number
        return;
    }
    switch (field.kind) {
        case FieldKind::boolean: out << "bool"; break;
        case FieldKind::small_integer: out << "smallint"; break;
        case FieldKind::integer: out << "integer"; break;
        case FieldKind::big_integer: out << "bigint"; break;
        case FieldKind::real: out << "real"; break;
        case FieldKind::decimal: out << "decimal"; break;
        case FieldKind::date: out << "date"; break;
        case FieldKind::time: out << "time"; break;
        case FieldKind::datetime: out << "datetime"; break;
        case FieldKind::duration: out << "bigint"; break;
        case FieldKind::uuid: out << "char(32)"; break;
        case FieldKind::binary: out << "BLOB"; break;
        case FieldKind::ip: out << "char(39)"; break;
        case FieldKind::text:
            if (field.max_length == 0) out << "text";
            else (out << "varchar(").number(field.max_length) << ')';
            break;
        default: out << "text"; break;
    }
}

inline constexpr SqliteDialect dialect_object{};

}  // namespace nuage::sqlite
