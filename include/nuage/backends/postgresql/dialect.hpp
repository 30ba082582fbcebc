// SPDX-License-Identifier: MIT
// How PostgreSQL spells SQL.
#pragma once

#include <nuage/backends/postgresql/functions.hpp>

namespace nuage::postgresql {

inline constexpr Features features{
    .returning = true,
    .update_returning = true,
    .erase_returning = true,
    .nulls_sort_low = false,
    .partial_indexes = true,
    .deferred_foreign_keys = true,
    .for_update = true,
    .for_update_nowait = true,
    .for_update_skip_locked = true,
    .for_update_of = true,
    .for_no_key_update = true,
    .distinct_on = true,
    .transactional_ddl = true,
    .declared_cursors = true,
    .bulk_load_rows = 2000,  // with fewer, what COPY needs to know beforehand takes longer than it saves
    .max_parameters = 65535,  // a 16-bit count in the Bind message
    .max_bulk_rows = 500,
    .max_identifier = 63,
};

// A right side that is an expression is escaped in SQL, as its text is not known here.
#define NUAGE_PG_ESCAPED "REPLACE(REPLACE(REPLACE((%r)::text, '\\', '\\\\'), '%%', '\\%%'), '_', '\\_')"

inline constexpr KindSet datetime_only = bit(FieldKind::datetime);
inline constexpr KindSet no_zone = bit(FieldKind::date) | bit(FieldKind::time);

/// EXTRACT gives numeric; the cast makes it an integer as transforms promise. Values are read in UTC.
inline constexpr std::array spellings{
    Spelling{"json.document", kinds::documents, "(%l #> %p)"},
    Spelling{"json.text", kinds::documents, "(%l #>> %p)"},
    Spelling{"json.comparable", kinds::documents, "(%l #> %p)"},
    Spelling{"contains", kinds::documents, "%l @> %r"},
    Spelling{"contained_by", kinds::documents, "%l <@ %r"},
    Spelling{"has_key", kinds::documents, "%l ? %r"},

    // The backslash is LIKE's escape character without being named.
    Spelling{"contains", kinds::all, "%l LIKE %r"},
    Spelling{"startswith", kinds::all, "%l LIKE %r"},
    Spelling{"endswith", kinds::all, "%l LIKE %r"},
    Spelling{"iexact", kinds::all, "UPPER(%l) LIKE UPPER(%r)"},
    Spelling{"icontains", kinds::all, "UPPER(%l) LIKE UPPER(%r)"},
    Spelling{"istartswith", kinds::all, "UPPER(%l) LIKE UPPER(%r)"},
    Spelling{"iendswith", kinds::all, "UPPER(%l) LIKE UPPER(%r)"},
    Spelling{"regex", kinds::all, "%l ~ %r"},
    Spelling{"iregex", kinds::all, "%l ~* %r"},

    Spelling{"contains.expr", kinds::all, "%l LIKE '%%' || " NUAGE_PG_ESCAPED " || '%%'"},
    Spelling{"startswith.expr", kinds::all, "%l LIKE " NUAGE_PG_ESCAPED " || '%%'"},
    Spelling{"endswith.expr", kinds::all, "%l LIKE '%%' || " NUAGE_PG_ESCAPED},
    Spelling{"iexact.expr", kinds::all, "UPPER(%l) = UPPER((%r)::text)"},
    Spelling{"icontains.expr", kinds::all, "UPPER(%l) LIKE '%%' || UPPER(" NUAGE_PG_ESCAPED ") || '%%'"},
    Spelling{"istartswith.expr", kinds::all, "UPPER(%l) LIKE UPPER(" NUAGE_PG_ESCAPED ") || '%%'"},
    Spelling{"iendswith.expr", kinds::all, "UPPER(%l) LIKE '%%' || UPPER(" NUAGE_PG_ESCAPED ")"},
    Spelling{"regex.expr", kinds::all, "%l ~ (%r)::text"},
    Spelling{"iregex.expr", kinds::all, "%l ~* (%r)::text"},

    // These have no MIN() before version 18, or none at all.
    Spelling{"any_value", bit(FieldKind::boolean), "BOOL_AND(%l)%f"},
    Spelling{"any_value", bit(FieldKind::uuid), "(MIN((%l)::text)%f)::uuid"},
    Spelling{"any_value", bit(FieldKind::json), "(MIN((%l)::text)%f)::jsonb"},
    Spelling{"any_value", bit(FieldKind::binary), "DECODE(MIN(ENCODE(%l, 'hex'))%f, 'hex')"},
    Spelling{"year", datetime_only, "EXTRACT(YEAR FROM %l AT TIME ZONE 'UTC')::integer"},
    Spelling{"year", no_zone, "EXTRACT(YEAR FROM %l)::integer"},
    Spelling{"iso_year", datetime_only, "EXTRACT(ISOYEAR FROM %l AT TIME ZONE 'UTC')::integer"},
    Spelling{"iso_year", no_zone, "EXTRACT(ISOYEAR FROM %l)::integer"},
    Spelling{"quarter", datetime_only, "EXTRACT(QUARTER FROM %l AT TIME ZONE 'UTC')::integer"},
    Spelling{"quarter", no_zone, "EXTRACT(QUARTER FROM %l)::integer"},
    Spelling{"month", datetime_only, "EXTRACT(MONTH FROM %l AT TIME ZONE 'UTC')::integer"},
    Spelling{"month", no_zone, "EXTRACT(MONTH FROM %l)::integer"},
    Spelling{"week", datetime_only, "EXTRACT(WEEK FROM %l AT TIME ZONE 'UTC')::integer"},
    Spelling{"week", no_zone, "EXTRACT(WEEK FROM %l)::integer"},
    Spelling{"day", datetime_only, "EXTRACT(DAY FROM %l AT TIME ZONE 'UTC')::integer"},
    Spelling{"day", no_zone, "EXTRACT(DAY FROM %l)::integer"},
    // DOW counts from Sunday as 0, Django from Sunday as 1.
    Spelling{"week_day", datetime_only, "(EXTRACT(DOW FROM %l AT TIME ZONE 'UTC') + 1)::integer"},
    Spelling{"week_day", no_zone, "(EXTRACT(DOW FROM %l) + 1)::integer"},
    Spelling{"iso_week_day", datetime_only, "EXTRACT(ISODOW FROM %l AT TIME ZONE 'UTC')::integer"},
    Spelling{"iso_week_day", no_zone, "EXTRACT(ISODOW FROM %l)::integer"},
    Spelling{"hour", datetime_only, "EXTRACT(HOUR FROM %l AT TIME ZONE 'UTC')::integer"},
    Spelling{"hour", no_zone, "EXTRACT(HOUR FROM %l)::integer"},
    Spelling{"minute", datetime_only, "EXTRACT(MINUTE FROM %l AT TIME ZONE 'UTC')::integer"},
    Spelling{"minute", no_zone, "EXTRACT(MINUTE FROM %l)::integer"},
    // The cast alone would round 59.9 up to 60.
    Spelling{"second", datetime_only, "TRUNC(EXTRACT(SECOND FROM %l AT TIME ZONE 'UTC'))::integer"},
    Spelling{"second", no_zone, "TRUNC(EXTRACT(SECOND FROM %l))::integer"},
    Spelling{"date", datetime_only, "(%l AT TIME ZONE 'UTC')::date"},
    Spelling{"time", datetime_only, "(%l AT TIME ZONE 'UTC')::time"},

    Spelling{"date_trunc_year", datetime_only, "DATE_TRUNC('year', %l AT TIME ZONE 'UTC')::date"},
    Spelling{"date_trunc_year", bit(FieldKind::date), "DATE_TRUNC('year', %l)::date"},
    Spelling{"date_trunc_quarter", datetime_only, "DATE_TRUNC('quarter', %l AT TIME ZONE 'UTC')::date"},
    Spelling{"date_trunc_quarter", bit(FieldKind::date), "DATE_TRUNC('quarter', %l)::date"},
    Spelling{"date_trunc_month", datetime_only, "DATE_TRUNC('month', %l AT TIME ZONE 'UTC')::date"},
    Spelling{"date_trunc_month", bit(FieldKind::date), "DATE_TRUNC('month', %l)::date"},
    Spelling{"date_trunc_week", datetime_only, "DATE_TRUNC('week', %l AT TIME ZONE 'UTC')::date"},
    Spelling{"date_trunc_week", bit(FieldKind::date), "DATE_TRUNC('week', %l)::date"},
    Spelling{"date_trunc_day", datetime_only, "DATE_TRUNC('day', %l AT TIME ZONE 'UTC')::date"},
    Spelling{"date_trunc_day", bit(FieldKind::date), "DATE_TRUNC('day', %l)::date"},
    Spelling{"datetime_trunc_year", datetime_only, "(DATE_TRUNC('year', %l AT TIME ZONE 'UTC') AT TIME ZONE 'UTC')"},
    Spelling{"datetime_trunc_quarter", datetime_only, "(DATE_TRUNC('quarter', %l AT TIME ZONE 'UTC') AT TIME ZONE 'UTC')"},
    Spelling{"datetime_trunc_month", datetime_only, "(DATE_TRUNC('month', %l AT TIME ZONE 'UTC') AT TIME ZONE 'UTC')"},
    Spelling{"datetime_trunc_week", datetime_only, "(DATE_TRUNC('week', %l AT TIME ZONE 'UTC') AT TIME ZONE 'UTC')"},
    Spelling{"datetime_trunc_day", datetime_only, "(DATE_TRUNC('day', %l AT TIME ZONE 'UTC') AT TIME ZONE 'UTC')"},
    Spelling{"datetime_trunc_hour", datetime_only, "(DATE_TRUNC('hour', %l AT TIME ZONE 'UTC') AT TIME ZONE 'UTC')"},
    Spelling{"datetime_trunc_minute", datetime_only, "(DATE_TRUNC('minute', %l AT TIME ZONE 'UTC') AT TIME ZONE 'UTC')"},
    Spelling{"datetime_trunc_second", datetime_only, "(DATE_TRUNC('second', %l AT TIME ZONE 'UTC') AT TIME ZONE 'UTC')"},
};

#undef NUAGE_PG_ESCAPED

/// The server's name of what a value travels as.
[[nodiscard]] constexpr std::string_view type_name(ValueKind kind) {
    switch (kind) {
        case ValueKind::boolean: return "boolean";
        case ValueKind::integer: return "bigint";
        case ValueKind::real: return "double precision";
        case ValueKind::text: return "text";
        case ValueKind::bytes: return "bytea";
        case ValueKind::date: return "date";
        case ValueKind::time: return "time";
        case ValueKind::datetime: return "timestamptz";
        case ValueKind::duration: return "interval";
        case ValueKind::uuid: return "uuid";
        case ValueKind::decimal: return "numeric";
        case ValueKind::json: return "jsonb";
        case ValueKind::ip: return "inet";
        case ValueKind::row:
        case ValueKind::null: break;
    }
    return {};
}

inline constexpr auto all_spellings = joined(spellings, function_spellings);

class PostgresqlDialect final : public Dialect {
public:
    constexpr PostgresqlDialect() = default;
    // Declared here because g++ 12 needs it complete before the object below.
    constexpr ~PostgresqlDialect() override {}

    [[nodiscard]] constexpr std::string_view name() const override { return "postgresql"; }
    [[nodiscard]] constexpr const Features& features() const override { return postgresql::features; }
    [[nodiscard]] constexpr std::span<const Spelling> spellings() const override { return all_spellings; }

    constexpr void placeholder(Text& out, std::size_t number) const override {
        (out << '$').number(static_cast<std::int64_t>(number));
    }
    constexpr void typed_placeholder(Text& out, std::size_t number, ValueKind kind) const override {
        placeholder(out, number);
        if (kind != ValueKind::null) out << "::" << type_name(kind);
    }

    [[nodiscard]] constexpr DropSpelling drop_spelling() const override { return {" CASCADE", {}, {}}; }
    [[nodiscard]] constexpr std::string_view as_text(FieldKind kind) const override {
        if (kind == FieldKind::text) return "%l";
        // ::text would append the netmask.
        if (kind == FieldKind::ip) return "HOST(%l)";
        return "%l::text";
    }

    /// As an array: '{"owner","tags","0"}'.
    constexpr void json_path(Text& out, std::string_view keys) const override {
        out << "'{";
        detail::for_json_keys(keys, [&](std::string_view key, bool first) {
            out << (first ? "\"" : ",\"");
            for (char c : key) {
                if (c == '"' || c == '\\') out << '\\';
                if (c == '\'') out << c;
                out << c;
            }
            out << '"';
        });
        out << "}'";
    }
    constexpr std::string_view arithmetic(char op, FieldKind left, FieldKind right) const override {
        const bool days = left == FieldKind::date && (bit(right) & kinds::integers) != 0;
        switch (op) {
            // Days are added to a date as integer; there is no operator for bigint.
            case '+':
                if (days) return "(%l + (%r)::integer)";
                if (right == FieldKind::date && (bit(left) & kinds::integers) != 0) return "((%l)::integer + %r)";
                break;
            case '-':
                if (days) return "(%l - (%r)::integer)";
                // The difference of two dates is a number of days, where a duration is wanted.
                if (left == FieldKind::date && right == FieldKind::date) return "(interval '1 day' * (%l - %r))";
                break;
            // There is no remainder of double precision numbers.
            case '%':
                if (left == FieldKind::real || right == FieldKind::real)
                    return "((%l)::numeric %% (%r)::numeric)::double precision";
                break;
            case '^': return "(%l ^ %r)";
            default: break;
        }
        return Dialect::arithmetic(op, left, right);
    }

    constexpr void column_type(Text& out, const FieldInfo& field) const override {
        switch (field.kind) {
            case FieldKind::boolean: out << "boolean"; break;
            case FieldKind::small_integer: out << "smallint"; break;
            case FieldKind::integer: out << "integer"; break;
            case FieldKind::big_integer: out << "bigint"; break;
            case FieldKind::real: out << "double precision"; break;
            case FieldKind::decimal: numeric_type(out, field); break;
            case FieldKind::text: text_type(out, field); break;
            case FieldKind::date: out << "date"; break;
            case FieldKind::time: out << "time"; break;
            case FieldKind::datetime: out << "timestamp with time zone"; break;
            case FieldKind::duration: out << "interval"; break;
            case FieldKind::uuid: out << "uuid"; break;
            case FieldKind::binary: out << "bytea"; break;
            case FieldKind::json: out << "jsonb"; break;
            case FieldKind::ip: out << "inet"; break;
            case FieldKind::foreign_key:
            case FieldKind::reverse:
            case FieldKind::composite_key:
            case FieldKind::many_to_many: break;  // never asked for: a relation has the type of the key it refers to
        }
    }
    [[nodiscard]] constexpr std::string_view identity() const override { return "GENERATED BY DEFAULT AS IDENTITY"; }

    void literal(Text& out, const Value& value) const override;
    void explain(Text& out, const ExplainOptions& options) const override;
    [[nodiscard]] std::vector<std::string> flush(std::span<const ModelInfo* const> tables, bool reset_keys) const override;
    [[nodiscard]] std::vector<std::string> move_sequences(std::span<const ModelInfo* const> tables) const override;

private:
    static constexpr void numeric_type(Text& out, const FieldInfo& field) {
        out << "numeric";
        if (field.max_digits == 0) return;
        (out << '(').number(field.max_digits);
        (out << ", ").number(field.decimal_places) << ')';
    }
    static constexpr void text_type(Text& out, const FieldInfo& field) {
        if (field.max_length == 0) out << "text";
        else (out << "varchar(").number(field.max_length) << ')';
    }
};

inline constexpr PostgresqlDialect dialect_object{};

}  // namespace nuage::postgresql
