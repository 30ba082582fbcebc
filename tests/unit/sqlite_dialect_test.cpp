// SPDX-License-Identifier: MIT
// How SQLite spells lookups, types, limits and arithmetic, and literals.
#ifdef NUAGE_WITH_SQLITE
#include <nuage/query/functions.hpp>

#include <unit/support/sqlite.hpp>

using namespace nuage;
using namespace sqlite_test;

namespace {

constexpr bool spells(std::string_view lookup, FieldKind left, std::string_view sql) {
    return spelling_of(sq::dialect_object, lookup, left, {}) == sql;
}
constexpr bool has_type(const FieldInfo& field, std::string_view type) {
    Text text;
    sq::dialect_object.column_type(text, field);
    return text.view() == type;
}
constexpr FieldInfo field_of(FieldKind kind, std::uint16_t max_length = 0, bool automatic = false) {
    FieldInfo field;
    field.kind = kind;
    field.max_length = max_length;
    field.automatic = automatic;
    return field;
}
constexpr bool limits(bool has_limit, bool has_offset, std::string_view sql) {
    Text text;
    sq::dialect_object.limit(text, has_limit, has_offset, "3", "7");
    return text.view() == sql;
}
constexpr bool combines(char op, FieldKind left, FieldKind right, std::string_view sql) {
    return sq::dialect_object.arithmetic(op, left, right) == sql;
}
constexpr bool spells_every_transform() {
    for (const FunctionDef& transform : transforms)
        for (FieldKind kind : {FieldKind::date, FieldKind::time, FieldKind::datetime})
            if ((transform.kinds & bit(kind)) != 0 &&
                spelling_of(sq::dialect_object, transform.name, kind, transform.sql).empty())
                return false;
    return true;
}
constexpr bool spells_every_pattern_for_expressions() {
    for (const LookupDef& lookup : lookups) {
        Text name;
        name << lookup.name << ".expr";
        if (lookup.wrap != Wrap::none && spelling_of(sq::dialect_object, name.view(), FieldKind::text, {}).empty())
            return false;
    }
    return true;
}

static_assert(spells("iregex", FieldKind::text, "%l REGEXP '(?i)' || %r"));
static_assert(spells("hour", FieldKind::datetime, "CAST(SUBSTR(%l, 12, 2) AS INTEGER)"));
static_assert(spells("hour", FieldKind::time, "CAST(SUBSTR(%l, 1, 2) AS INTEGER)"));
static_assert(spells_every_transform());
static_assert(spells_every_pattern_for_expressions());
static_assert(has_type(field_of(FieldKind::big_integer, 0, true), "integer"));
static_assert(has_type(field_of(FieldKind::small_integer, 0, true), "integer"));
static_assert(has_type(field_of(FieldKind::text), "text"));
static_assert(has_type(field_of(FieldKind::text, 100), "varchar(100)"));
static_assert(has_type(field_of(FieldKind::boolean), "bool"));
static_assert(has_type(field_of(FieldKind::duration), "bigint"));
static_assert(has_type(field_of(FieldKind::uuid), "char(32)"));
static_assert(has_type(field_of(FieldKind::ip), "char(39)"));
static_assert(has_type(field_of(FieldKind::json), "text"));
static_assert(has_type(field_of(FieldKind::binary), "BLOB"));
static_assert(sq::dialect_object.identity() == "AUTOINCREMENT");
static_assert(sq::dialect_object.begin() == "BEGIN IMMEDIATE");
static_assert(limits(true, false, " LIMIT 3"));
static_assert(limits(false, true, " LIMIT -1 OFFSET 7"));
static_assert(limits(true, true, " LIMIT 3 OFFSET 7"));
static_assert(limits(false, false, ""));
static_assert(combines('+', FieldKind::integer, FieldKind::integer, "(%l + %r)"));
static_assert(combines('/', FieldKind::integer, FieldKind::integer, "(%l / %r)"));
static_assert(combines('*', FieldKind::decimal, FieldKind::integer, "CAST((%l * %r) AS NUMERIC)"));
static_assert(combines('-', FieldKind::datetime, FieldKind::duration, "nuage_temporal_add(%l, -(%r))"));
static_assert(combines('+', FieldKind::duration, FieldKind::date, "nuage_temporal_add(%l, %r)"));
static_assert(combines('-', FieldKind::datetime, FieldKind::datetime, "nuage_temporal_sub(%l, %r)"));
static_assert(combines('-', FieldKind::duration, FieldKind::duration, "(%l - %r)"));
static_assert(sq::dialect_object.features().max_parameters == 32766);

}  // namespace

TEST_CASE("SQLite: literals have the form of bound values") {
    const auto literal = [](const Value& value) {
        Text out;
        sq::dialect().literal(out, value);
        return out.str();
    };
    CHECK(literal(datetime(2024, 5, 17)) == "'2024-05-17 00:00:00'");
    CHECK(literal(Uuid{}) == "'00000000000000000000000000000000'");
    CHECK(literal("it's") == "'it''s'");
    CHECK(literal(3) == "3");
}
#endif
