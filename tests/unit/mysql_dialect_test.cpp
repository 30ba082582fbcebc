// SPDX-License-Identifier: MIT
// How MySQL and MariaDB spell lookups, types, limits and arithmetic, and literals; what their versions change.
#include <unit/support/library.hpp>
#include <unit/support/sql_text.hpp>

#include <nuage/backends/mysql/dialect.hpp>

#include <support/catch.hpp>

#ifdef NUAGE_WITH_MYSQL
#include <nuage/mysql.hpp>
#include <nuage/sql/compiled.hpp>
#endif

using namespace nuage;
using namespace library;

namespace {

using mysql::dialect_object;
using mysql::mariadb_dialect_object;

constexpr bool spells(std::string_view lookup, FieldKind left, std::string_view sql) {
    return spelling_of(dialect_object, lookup, left, {}) == sql;
}
constexpr bool has_type(FieldKind kind, std::uint16_t max_length, std::string_view type) {
    FieldInfo field;
    field.kind = kind;
    field.max_length = max_length;
    Text text;
    dialect_object.column_type(text, field);
    return text.view() == type;
}
constexpr bool limits(bool has_limit, bool has_offset, std::string_view sql) {
    Text text;
    dialect_object.limit(text, has_limit, has_offset, "3", "7");
    return text.view() == sql;
}
constexpr bool combines(char op, FieldKind left, FieldKind right, std::string_view sql) {
    return dialect_object.arithmetic(op, left, right) == sql;
}
constexpr bool spells_every_transform() {
    for (const FunctionDef& transform : transforms)
        for (FieldKind kind : {FieldKind::date, FieldKind::time, FieldKind::datetime})
            if ((transform.kinds & bit(kind)) != 0 && spelling_of(dialect_object, transform.name, kind, transform.sql).empty()) return false;
    return true;
}
constexpr bool spells_every_pattern() {
    for (const LookupDef& lookup : lookups) {
        if (lookup.operand != Operand::pattern) continue;
        Text name;
        name << lookup.name << ".expr";
        if (spelling_of(dialect_object, name.view(), FieldKind::text, {}).empty()) return false;
        if (spelling_of(dialect_object, lookup.name, FieldKind::text, {}).empty()) return false;
    }
    return true;
}

static_assert(spells_every_transform());
static_assert(spells_every_pattern());
static_assert(spells("contains", FieldKind::text, "%l LIKE BINARY %r"));
static_assert(spells("icontains", FieldKind::text, "%l LIKE %r"));
static_assert(spells("regex", FieldKind::text, "%l REGEXP CONCAT('(?-i)', %r)"));
static_assert(spells("week", FieldKind::date, "WEEK(%l, 3)"));
static_assert(spells("exact", FieldKind::json, "%l = CAST(%r AS JSON)"));
static_assert(spells("exact", FieldKind::text, ""));
static_assert(spelling_of(mariadb_dialect_object, "exact", FieldKind::json, {}) == "JSON_NORMALIZE(%l) = JSON_NORMALIZE(%r)");
static_assert(has_type(FieldKind::boolean, 0, "bool"));
static_assert(has_type(FieldKind::datetime, 0, "datetime(6)"));
static_assert(has_type(FieldKind::time, 0, "time(6)"));
static_assert(has_type(FieldKind::duration, 0, "bigint"));
static_assert(has_type(FieldKind::text, 0, "longtext"));
static_assert(has_type(FieldKind::text, 100, "varchar(100)"));
static_assert(has_type(FieldKind::real, 0, "double precision"));
static_assert(has_type(FieldKind::uuid, 0, "char(32)"));
static_assert(has_type(FieldKind::binary, 0, "longblob"));
static_assert(has_type(FieldKind::json, 0, "json"));
static_assert(limits(true, false, " LIMIT 3"));
static_assert(limits(false, true, " LIMIT 18446744073709551615 OFFSET 7"));
static_assert(limits(true, true, " LIMIT 3 OFFSET 7"));
static_assert(combines('/', FieldKind::integer, FieldKind::integer, "(%l DIV %r)"));
static_assert(combines('/', FieldKind::decimal, FieldKind::integer, "(%l / %r)"));
static_assert(combines('+', FieldKind::datetime, FieldKind::duration, "(%l + INTERVAL %r MICROSECOND)"));
static_assert(combines('+', FieldKind::duration, FieldKind::datetime, "(%r + INTERVAL %l MICROSECOND)"));
static_assert(combines('-', FieldKind::date, FieldKind::integer, "(%l - INTERVAL %r DAY)"));
static_assert(combines('-', FieldKind::datetime, FieldKind::datetime, "TIMESTAMPDIFF(MICROSECOND, %r, %l)"));
static_assert(!dialect_object.features().returning && mariadb_dialect_object.features().returning);
static_assert(!dialect_object.features().reads_changed_table && mariadb_dialect_object.features().reads_changed_table);
static_assert(mariadb_dialect_object.as_text(FieldKind::uuid) == "CAST(%l AS CHAR)");
static_assert(dialect_object.as_text(FieldKind::uuid) == "%l");

}  // namespace

TEST_CASE("MySQL: names are quoted, and the wildcards of an expression escaped, in MySQL's way") {
    CHECK(where(Book::objects.filter("title__contains"_f = "x"), dialect_object) == "`book`.`title` LIKE BINARY ?");
    CHECK(where(Book::objects.filter("title__istartswith"_f = "author__name"_f), dialect_object) ==
          R"(`book`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(`author`.`name`, '\\', '\\\\'), '%', '\\%'), '_', '\\_'), '%'))");
    CHECK(where(Book::objects.filter("pages"_f > 5 ^ "title"_f == "x"), dialect_object) == "(`book`.`pages` > ? XOR `book`.`title` = ?)");
    CHECK(where(Book::objects.filter("pages__startswith"_f = "1"), dialect_object) == "CAST(`book`.`pages` AS CHAR) LIKE BINARY ?");
    Text text;
    dialect_object.quote(text, "a`b");
    CHECK(text.view() == "`a``b`");
}

TEST_CASE("MySQL: NULLs are put first or last by a condition, where they are not so by themselves") {
    const auto order = [](const auto& query_set) {
        const std::string sql = from(query_set, dialect_object);
        return sql.substr(sql.find("ORDER BY "));
    };
    CHECK(order(Category::objects.order_by("parent_id"_f.asc().nulls_last())) ==
          "ORDER BY `category`.`parent_id` IS NULL, `category`.`parent_id` ASC");
    CHECK(order(Category::objects.order_by("parent_id"_f.desc().nulls_first())) ==
          "ORDER BY `category`.`parent_id` IS NOT NULL, `category`.`parent_id` DESC");
    CHECK(order(Category::objects.order_by("parent_id"_f.asc().nulls_first())) == "ORDER BY `category`.`parent_id` ASC");
    CHECK(order(Category::objects.order_by("parent_id"_f.desc().nulls_last())) == "ORDER BY `category`.`parent_id` DESC");
}

#ifdef NUAGE_WITH_MYSQL
TEST_CASE("MySQL: a version says what a server can do") {
    const auto returning = [](const char* version) { return mysql::dialect(version).features().returning; };
    const auto reads = [](const char* version) { return mysql::dialect(version).features().reads_changed_table; };
    CHECK(returning("10.11.19-MariaDB-0+deb12u1"));
    CHECK(returning("5.5.5-10.5.0-MariaDB"));
    CHECK_FALSE(returning("10.4.34-MariaDB"));
    CHECK_FALSE(returning("8.0.36"));
    CHECK_FALSE(returning("11.0.0"));
    CHECK(reads("10.4.34-MariaDB"));
    CHECK_FALSE(reads("10.2.44-MariaDB"));
    CHECK_FALSE(reads("9.1.0"));
    CHECK(&mysql::dialect("8.0.36") == &mysql::dialect("8.4.2"));
    CHECK(&mysql::dialect("10.6.1-MariaDB") == &mysql::dialect("10.6.9-MariaDB"));
    CHECK(&mysql::dialect("10.6.1-MariaDB") != &mysql::dialect("10.11.1-MariaDB"));
    CHECK_THROWS_AS(mysql::dialect("new"), ImproperlyConfigured);
    CHECK_THROWS_AS(mysql::dialect(""), ImproperlyConfigured);
}

TEST_CASE("MySQL: literals are safe whatever they hold, and have the form of bound values") {
    const auto literal = [](const Value& value, const Dialect& dialect = dialect_object) {
        Text out;
        dialect.literal(out, value);
        return out.str();
    };
    CHECK(literal("it's a \\ backslash") == R"('it''s a \\ backslash')");
    CHECK(literal(Uuid{}) == "'00000000000000000000000000000000'");
    CHECK(literal(Uuid{}, mariadb_dialect_object) == "'00000000-0000-0000-0000-000000000000'");
    CHECK(literal(datetime(2024, 5, 17)) == "'2024-05-17 00:00:00'");
    CHECK(literal(true) == "TRUE");
}

TEST_CASE("MySQL: a statement that may not read the table it changes finds its rows in a table of their own") {
    const auto erase = [](const auto& query_set, const Dialect& dialect) { return sql::compile_erase(dialect, query_set.query()).sql.str(); };
    const auto joined = Book::objects.filter("author__name"_f = "x").order_by();
    CHECK(erase(joined, mariadb_dialect_object) ==
          "DELETE FROM `book` WHERE `id` IN (SELECT `U0`.`id` FROM `book` `U0` INNER JOIN `author` `U1` ON "
          "(`U0`.`author_id` = `U1`.`id`) WHERE `U1`.`name` = ?)");
    CHECK(erase(joined, dialect_object) ==
          "DELETE FROM `book` WHERE `id` IN (SELECT * FROM (SELECT DISTINCT `U0`.`id` FROM `book` `U0` INNER JOIN `author` `U1` "
          "ON (`U0`.`author_id` = `U1`.`id`) WHERE `U1`.`name` = ?) `subquery`)");
    CHECK(erase(Book::objects.filter("pages"_f = 1).order_by(), dialect_object) == "DELETE FROM `book` WHERE `book`.`pages` = ?");
}
#endif
