// SPDX-License-Identifier: MIT
// What is sent for primary keys of several fields.
#include <support/composite_models.hpp>
#include <unit/support/sql_text.hpp>

#include <nuage/sql/compiled.hpp>

#include <support/catch.hpp>

using namespace nuage::literals;
using keyed::Line;
using library::postgresql;
using library::sqlite;

namespace {

template <class QuerySet>
std::string where(const nuage::Dialect& dialect, const QuerySet& query_set) {
    const std::string sql = nuage::sql::compile_erase(dialect, query_set.query()).sql.str();
    return sql.substr(sql.find(" WHERE ") + 7);
}

}  // namespace

TEST_CASE("keys of several fields are compared as rows") {
    CHECK(where(sqlite(), Line::objects.filter("pk"_f = std::tuple(1, 2))) ==
          R"(("keyed_line"."order_id", "keyed_line"."number") = (?, ?))");
    CHECK(where(postgresql(), Line::objects.filter("pk__gte"_f = std::tuple(1, 2))) ==
          R"(("keyed_line"."order_id", "keyed_line"."number") >= ($1, $2))");
    const std::vector keys{std::tuple(1, 2), std::tuple(3, 4)};
    CHECK(where(sqlite(), Line::objects.filter("pk__in"_f = keys)) ==
          R"(("keyed_line"."order_id", "keyed_line"."number") IN (VALUES (?, ?), (?, ?)))");
    CHECK(where(postgresql(), Line::objects.filter("pk__in"_f = keys)) ==
          R"(("keyed_line"."order_id", "keyed_line"."number") IN (($1, $2), ($3, $4)))");
}

TEST_CASE("rows found over a relation are changed by their whole key") {
    CHECK(where(sqlite(), Line::objects.filter("order__name"_f = "x")) ==
          R"(("order_id", "number") IN (SELECT "U0"."order_id", "U0"."number" FROM "keyed_line" "U0" )"
          R"(INNER JOIN "keyed_order" "U1" ON ("U0"."order_id" = "U1"."id") WHERE "U1"."name" = ?))");
}

TEST_CASE("one row, and several, are updated by their whole key") {
    const nuage::ModelInfo& model = nuage::model_info<Line>();
    const nuage::FieldInfo* fields[] = {&model.fields[model.find("quantity")]};
    CHECK(nuage::sql::compile_update_row(postgresql(), model, fields) ==
          R"(UPDATE "keyed_line" SET "quantity" = $1 WHERE "order_id" = $2 AND "number" = $3)");
    CHECK(nuage::sql::compile_update_rows(sqlite(), model, fields, 2) ==
          R"(UPDATE "keyed_line" SET "quantity" = CASE WHEN "order_id" = ? AND "number" = ? THEN ? )"
          R"(WHEN "order_id" = ? AND "number" = ? THEN ? ELSE "quantity" END )"
          R"(WHERE ("order_id", "number") IN (VALUES (?, ?), (?, ?)))");
}

TEST_CASE("a row of values is a value with an order, and has no place in a column") {
    using nuage::Value;
    const Value row = Value::row({1, "it's"});
    Value copy = row;
    CHECK(copy == row);
    CHECK(row < Value::row({1, "j"}));
    CHECK_FALSE(Value::row({1, 2}) == Value::row({1}));
    CHECK(row.repr() == "(1, 'it''s')");
    const Value moved = std::move(copy);
    CHECK(moved.row().size() == 2);
    copy = Value(3);
    copy = moved;
    CHECK(copy == row);
    copy.set_integer(4);
    CHECK(copy == Value(4));
    CHECK_THROWS_AS(nuage::param_of(row), nuage::DataError);
}
