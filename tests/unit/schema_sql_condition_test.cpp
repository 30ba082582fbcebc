// SPDX-License-Identifier: MIT
// Conditions for CHECK and partial indexes: columns without their table, values in the text.
#include <unit/support/library.hpp>
#include <unit/support/sql_text.hpp>

#include <nuage/sql/compiled.hpp>

#include <support/catch.hpp>

using namespace library;

namespace {
template <class C>
std::string condition(const nuage::Dialect& dialect, const C& condition) {
    return nuage::sql::compile_condition(dialect, Book::objects.filter(condition).query());
}
}  // namespace

TEST_CASE("values are written into the condition") {
    CHECK(condition(sqlite(), "pages__gte"_f = 0) == R"("pages" >= 0)");
    CHECK(condition(sqlite(), Q("price__gt"_f = 12.50_dec) | Q("day"_f = nullptr)) == R"(("price" > 12.50 )"
          R"(OR "day" IS NULL))");
    CHECK(condition(postgresql(), "price__gt"_f = 12.50_dec) == R"("price" > '12.50'::numeric)");
    CHECK(condition(sqlite(), "pub__gte"_f = nuage::datetime(2024, 1, 1)) == R"("pub" >= '2024-01-01 00:00:00')");
    CHECK(condition(postgresql(), "pub__gte"_f = nuage::datetime(2024, 1, 1)) == R"("pub" >= '2024-01-01 )"
          R"(00:00:00+00'::timestamptz)");
}

TEST_CASE("quotes and wildcards of text are escaped in the condition") {
    CHECK(condition(sqlite(), "title__startswith"_f = "it's 5%") == R"("title" LIKE 'it''s 5\%%' ESCAPE '\')");
    CHECK(condition(postgresql(), "title__startswith"_f = "it's 5%") == R"("title" LIKE 'it''s 5\%%')");
}

TEST_CASE("fields and arithmetic in a condition") {
    CHECK(condition(sqlite(), "pages"_f < "id"_f + 1) == R"("pages" < ("id" + 1))");
    CHECK(condition(postgresql(), "pages"_f.range(1, 5)) == R"("pages" BETWEEN 1 AND 5)");
    CHECK(condition(postgresql(), "pages"_f.in({1, 5})) == R"("pages" IN (1, 5))");
}

TEST_CASE("booleans in a condition") {
    CHECK(nuage::sql::compile_condition(postgresql(), Author::objects.filter("active"_f).query()) == R"("active")");
    CHECK(nuage::sql::compile_condition(postgresql(), Author::objects.filter("active"_f = false).query()) ==
          R"("active" = FALSE)");
}

TEST_CASE("conditions that are decided at once stay valid SQL") {
    CHECK(condition(sqlite(), "pk__in"_f = std::vector<int>{}) == "1 = 0");
    CHECK(condition(sqlite(), ~Q("pk__in"_f = std::vector<int>{})) == "1 = 1");
}

TEST_CASE("a condition over a related field is refused: DDL cannot join") {
    CHECK_THROWS_AS(condition(sqlite(), "author__name"_f = "x"), nuage::FieldError);
    CHECK_NOTHROW(condition(sqlite(), "author__id"_f = 3));
}
