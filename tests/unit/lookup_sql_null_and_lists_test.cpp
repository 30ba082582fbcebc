// SPDX-License-Identifier: MIT
// NULL, empty lists and values that no column can hold: django_surface section 4, items 18-20 and 25-27.
#include <unit/support/library.hpp>
#include <unit/support/sql_text.hpp>

#include <support/catch.hpp>

using namespace library;

namespace {
using Ints = std::vector<int>;
constexpr std::int64_t huge = std::int64_t{1} << 40;
}  // namespace

TEST_CASE("null compared by exact or iexact is IS NULL") {
    CHECK(where(Author::objects.filter("age"_f = nullptr)) == R"("author"."age" IS NULL)");
    CHECK(where(Author::objects.filter("nick__iexact"_f = nullptr)) == R"("author"."nick" IS NULL)");
    CHECK(where(Author::objects.filter("age"_f = std::optional<int>())) == R"("author"."age" IS NULL)");
}

TEST_CASE("null is refused by every other lookup") {
    CHECK_THROWS_AS(Author::objects.filter("age__gt"_f = std::optional<int>()), nuage::ValueError);
    CHECK_THROWS_AS(Author::objects.filter(nuage::dynamic("nick__contains") = nullptr), nuage::Error);
}

TEST_CASE("an empty list matches no row") { CHECK(where(Book::objects.filter("pk__in"_f = Ints{})) == "1 = 0"); }

TEST_CASE("an empty list drops out of OR") {
    CHECK(where(Book::objects.filter(Q("pk__in"_f = Ints{}) | Q("pages"_f = 1))) == R"("book"."pages" = ?)");
}

TEST_CASE("an empty list, negated, matches every row") {
    CHECK(where(Book::objects.exclude("pk__in"_f = Ints{})).empty());
    CHECK(where(Author::objects.exclude("books__pk__in"_f = Ints{})).empty());
}

TEST_CASE("a list with an empty list beside it in AND matches no row") {
    CHECK(where(Book::objects.filter("pages"_f = 1, "pk__in"_f = Ints{})) == "1 = 0");
}

TEST_CASE("NULL and repeated values are dropped from a list, its order kept") {
    const auto query_set = Book::objects.filter("pages__in"_f = std::vector<std::optional<int>>{2, std::nullopt, 1, 2});
    CHECK(where(query_set) == R"("book"."pages" IN (?, ?))");
    CHECK(params(query_set) == "2, 1");
    CHECK(where(Book::objects.filter("pages__in"_f = std::vector<std::optional<int>>{std::nullopt})) == "1 = 0");
}

TEST_CASE("values out of the column's range are dropped from a list") {
    CHECK(params(Book::objects.filter("pages__in"_f = std::vector<std::int64_t>{1, huge})) == "1");
}

TEST_CASE("a list of more than 16 values is filled up to a power of two with its last value") {
    Ints values(17);
    for (int i = 0; i < 17; ++i) values[static_cast<std::size_t>(i)] = i;
    const auto bound = Book::objects.filter("pages__in"_f = values).sql(sqlite()).params;
    REQUIRE(bound.size() == 32);
    CHECK(bound[31] == nuage::Value(16));
    values.resize(16);
    CHECK(Book::objects.filter("pages__in"_f = values).sql(sqlite()).params.size() == 16);
}

TEST_CASE("a boolean is compared as a bound value, and may stand alone") {
    CHECK(where(Author::objects.filter("active"_f = true)) == R"("author"."active" = ?)");
    CHECK(where(Author::objects.filter("active"_f = false), postgresql()) == R"("author"."active" = $1)");
    CHECK(where(Author::objects.filter("active"_f)) == R"("author"."active")");
    CHECK(where(Author::objects.filter(!"active"_f)) == R"(NOT ("author"."active"))");
}

TEST_CASE("an integer out of the column's range equals nothing") {
    CHECK(where(Book::objects.filter("pages"_f = huge)) == "1 = 0");
    CHECK(where(Book::objects.filter("pages__gt"_f = huge)) == "1 = 0");
    CHECK(where(Book::objects.filter("pages__lte"_f = -huge)) == "1 = 0");
    CHECK(where(Book::objects.exclude("pages"_f = huge)).empty());
}

TEST_CASE("every integer of the column is less than one above its range") {
    // Django leaves the condition out, which lets NULL through.
    CHECK(where(Author::objects.filter("age__lt"_f = huge)) == R"("author"."age" IS NOT NULL)");
    CHECK(where(Author::objects.filter("age__gte"_f = -huge)) == R"("author"."age" IS NOT NULL)");
    CHECK(where(Author::objects.exclude("age__lt"_f = huge)) == R"(NOT ("author"."age" IS NOT NULL))");
}

TEST_CASE("a fraction compared with an integer column is rounded to the same meaning") {
    const auto bound = [](const auto& condition) { return params(Book::objects.filter(condition)); };
    CHECK(bound("pages__gte"_f = 2.5) == "3");
    CHECK(bound("pages__lt"_f = 2.5) == "3");
    CHECK(bound("pages__gt"_f = 2.5) == "2");
    CHECK(bound("pages__lte"_f = 2.5) == "2");
    CHECK(bound("pages"_f = 2.0) == "2");
    CHECK(bound("pages__gt"_f = -2.5) == "-3");
    CHECK(where(Book::objects.filter("pages"_f = 2.5)) == "1 = 0");
}
