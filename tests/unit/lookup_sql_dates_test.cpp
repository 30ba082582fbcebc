// SPDX-License-Identifier: MIT
// Years as ranges, parts of dates and times: django_surface section 4, items 28-31.
#include <unit/support/library.hpp>
#include <unit/support/sql_text.hpp>

#include <support/catch.hpp>

using namespace library;

TEST_CASE("a year is a range of the column, which an index can serve") {
    const auto query_set = Book::objects.filter("pub__year"_f = 2024);
    CHECK(where(query_set) == R"("book"."pub" BETWEEN ? AND ?)");
    CHECK(where(query_set, postgresql()) == R"("book"."pub" BETWEEN $1 AND $2)");
    CHECK(params(query_set) == "2024-01-01 00:00:00, 2024-12-31 23:59:59.999999");
    CHECK(params(Book::objects.filter("day__year"_f = 2024)) == "2024-01-01, 2024-12-31");
}

TEST_CASE("a bound of the year is a bound of the column") {
    const auto check = [](const auto& condition, const std::string& sql, const std::string& bound) {
        CHECK(where(Book::objects.filter(condition)) == sql);
        CHECK(params(Book::objects.filter(condition)) == bound);
    };
    check("pub__year__gt"_f = 2024, R"("book"."pub" > ?)", "2024-12-31 23:59:59.999999");
    check("pub__year__gte"_f = 2024, R"("book"."pub" >= ?)", "2024-01-01 00:00:00");
    check("pub__year__lt"_f = 2024, R"("book"."pub" < ?)", "2024-01-01 00:00:00");
    check("pub__year__lte"_f = 2024, R"("book"."pub" <= ?)", "2024-12-31 23:59:59.999999");
    check("day__year__lte"_f = 2024, R"("book"."day" <= ?)", "2024-12-31");
}

TEST_CASE("the first and the last year have their ends") {
    CHECK(params(Book::objects.filter("day__year"_f = 9999)) == "9999-01-01, 9999-12-31");
    CHECK(params(Book::objects.filter("pub__year__lte"_f = 9999)) == "9999-12-31 23:59:59.999999");
    CHECK(params(Book::objects.filter("pub__year__gte"_f = 1)) == "0001-01-01 00:00:00");
}

TEST_CASE("years that no date has are decided at once") {
    CHECK(where(Book::objects.filter("pub__year"_f = 10000)) == "1 = 0");
    CHECK(where(Book::objects.filter("pub__year"_f = 0)) == "1 = 0");
    CHECK(where(Book::objects.filter("pub__year__lt"_f = 10000)) == R"("book"."pub" IS NOT NULL)");
    CHECK(where(Book::objects.filter("pub__year__gte"_f = 0)) == R"("book"."pub" IS NOT NULL)");
}

TEST_CASE("a list of years, and a range of them, extract the year") {
    CHECK(where(Book::objects.filter("pub__year__in"_f = std::vector<int>{2024, 2025})) ==
          R"(CAST(SUBSTR("book"."pub", 1, 4) AS INTEGER) IN (?, ?))");
    CHECK(where(Book::objects.filter("pub__year__in"_f = std::vector<int>{2024, 2025}), postgresql()) ==
          R"(EXTRACT(YEAR FROM "book"."pub" AT TIME ZONE 'UTC')::integer IN ($1, $2))");
    CHECK(where(Book::objects.filter("day__year__range"_f = nuage::range(2024, 2025)), postgresql()) ==
          R"(EXTRACT(YEAR FROM "book"."day")::integer BETWEEN $1 AND $2)");
}

TEST_CASE("parts of a point in time are taken in UTC") {
    CHECK(where(Book::objects.filter("pub__month"_f = 5)) == R"(CAST(SUBSTR("book"."pub", 6, 2) AS INTEGER) = ?)");
    CHECK(where(Book::objects.filter("pub__month"_f = 5), postgresql()) ==
          R"(EXTRACT(MONTH FROM "book"."pub" AT TIME ZONE 'UTC')::integer = $1)");
    CHECK(where(Book::objects.filter("pub__hour__gte"_f = 5), postgresql()) ==
          R"(EXTRACT(HOUR FROM "book"."pub" AT TIME ZONE 'UTC')::integer >= $1)");
    CHECK(where(Book::objects.filter("day__month"_f = 5), postgresql()) == R"(EXTRACT(MONTH )"
          R"(FROM "book"."day")::integer = $1)");
}

TEST_CASE("the date of a point in time is compared with a date") {
    const auto query_set = Book::objects.filter("pub__date"_f = nuage::date(2024, 5, 17));
    CHECK(where(query_set) == R"(SUBSTR("book"."pub", 1, 10) = ?)");
    CHECK(where(query_set, postgresql()) == R"(("book"."pub" AT TIME ZONE 'UTC')::date = $1)");
    CHECK(params(query_set) == "2024-05-17");
}

TEST_CASE("transforms chain from left to right") {
    CHECK(where(Book::objects.filter("pub__date__year"_f = 2024)) ==
          R"(CAST(SUBSTR(SUBSTR("book"."pub", 1, 10), 1, 4) AS INTEGER) = ?)");
}

TEST_CASE("week_day counts from Sunday as 1, iso_week_day from Monday as 1") {
    CHECK(where(Book::objects.filter("pub__week_day"_f = 1), postgresql()) ==
          R"((EXTRACT(DOW FROM "book"."pub" AT TIME ZONE 'UTC') + 1)::integer = $1)");
    CHECK(where(Book::objects.filter("day__iso_week_day"_f = 1), postgresql()) == R"(EXTRACT(ISODOW )"
          R"(FROM "book"."day")::integer = $1)");
    CHECK(where(Book::objects.filter("day__week_day"_f = 1)) ==
          R"((CAST(STRFTIME('%w', SUBSTR("book"."day", 1, 10)) AS INTEGER) + 1) = ?)");
}

TEST_CASE("dates as bounds of a point in time mean their midnights") {
    const auto query_set =
        Book::objects.filter("pub__range"_f = nuage::range(nuage::date(2024, 1, 1), nuage::date(2024, 1, 31)));
    CHECK(where(query_set) == R"("book"."pub" BETWEEN ? AND ?)");
    CHECK(params(query_set) == "2024-01-01 00:00:00, 2024-01-31 00:00:00");
}
