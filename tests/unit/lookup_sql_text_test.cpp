// SPDX-License-Identifier: MIT
// Text patterns: django_surface section 4, items 32-34.
#include <unit/support/library.hpp>
#include <unit/support/sql_text.hpp>

#include <support/catch.hpp>

using namespace library;

namespace {

struct Copy {
    std::int64_t id{};
    nuage::Uuid uid{};
    NUAGE_MODEL(Copy, (id), (uid))
    NUAGE_META(db_table("copy"))
};
NUAGE_APP(copies, Copy);

}  // namespace

TEST_CASE("the wildcards of a text value are escaped") {
    const auto bound = [](const auto& condition) { return params(Book::objects.filter(condition)); };
    CHECK(bound("title__contains"_f = "10%_\\") == R"('%10\%\_\\%')");
    CHECK(bound("title__startswith"_f = "a_") == R"('a\_%')");
    CHECK(bound("title__endswith"_f = "a%") == R"('%a\%')");
    CHECK(bound("title__iexact"_f = "50%") == R"('50\%')");
    CHECK(bound("title__regex"_f = "^a_%$") == "'^a_%$'");
    CHECK(bound("title"_f = "50%") == "'50%'");
}

TEST_CASE("SQLite names the escape character, PostgreSQL has the backslash for one") {
    CHECK(where(Book::objects.filter("title__contains"_f = "x")) == R"("book"."title" LIKE ? ESCAPE '\')");
    CHECK(where(Book::objects.filter("title__contains"_f = "x"), postgresql()) == R"("book"."title" LIKE $1)");
}

TEST_CASE("case-insensitive lookups use UPPER on both sides where LIKE minds the case") {
    const std::string like = R"(UPPER("book"."title") LIKE UPPER($1))";
    CHECK(where(Book::objects.filter("title__icontains"_f = "x"), postgresql()) == like);
    CHECK(where(Book::objects.filter("title__istartswith"_f = "x"), postgresql()) == like);
    CHECK(where(Book::objects.filter("title__iendswith"_f = "x"), postgresql()) == like);
    CHECK(where(Book::objects.filter("title__iexact"_f = "x"), postgresql()) == like);
    CHECK(where(Book::objects.filter("title__icontains"_f = "x")) == R"("book"."title" LIKE ? ESCAPE '\')");
}

TEST_CASE("regular expressions") {
    CHECK(where(Book::objects.filter("title__regex"_f = "x")) == R"("book"."title" REGEXP ?)");
    CHECK(where(Book::objects.filter("title__iregex"_f = "x")) == R"("book"."title" REGEXP '(?i)' || ?)");
    CHECK(where(Book::objects.filter("title__regex"_f = "x"), postgresql()) == R"("book"."title" ~ $1)");
    CHECK(where(Book::objects.filter("title__iregex"_f = "x"), postgresql()) == R"("book"."title" ~* $1)");
}

TEST_CASE("numbers are held against a pattern in their text form") {
    CHECK(where(Book::objects.filter("pages__startswith"_f = "1")) == R"("book"."pages" LIKE ? ESCAPE '\')");
    CHECK(where(Book::objects.filter("pages__startswith"_f = "1"), postgresql()) == R"("book"."pages"::text LIKE $1)");
}

TEST_CASE("part of a UUID loses its dashes where the column has none") {
    const auto part = Copy::objects.filter("uid__startswith"_f = "12345678-12");
    CHECK(where(part) == R"("copy"."uid" LIKE REPLACE(?, '-', '') ESCAPE '\')");
    CHECK(where(part, postgresql()) == R"("copy"."uid"::text LIKE $1)");
    CHECK(where(Copy::objects.filter("uid__regex"_f = "^1-")) == R"("copy"."uid" REGEXP ?)");
}

TEST_CASE("the wildcards of an expression are escaped in SQL") {
    CHECK(where(Book::objects.filter("title__startswith"_f = "author__name"_f)) ==
          R"("book"."title" LIKE REPLACE(REPLACE(REPLACE("author"."name", '\', '\\'), '%', '\%'), '_', '\_') || '%' )"
          R"(ESCAPE '\')");
    CHECK(where(Book::objects.filter("title__contains"_f = "author__name"_f), postgresql()) ==
          R"("book"."title" LIKE '%' || REPLACE(REPLACE(REPLACE(("author"."name")::text, '\', '\\'), '%', '\%'), )"
          R"('_', '\_') || '%')");
    CHECK(where(Book::objects.filter("title__iexact"_f = "author__name"_f), postgresql()) ==
          R"(UPPER("book"."title") = UPPER(("author"."name")::text))");
}

TEST_CASE("conditions in the operator form are the same as those by keyword") {
    CHECK(where(Book::objects.filter("title"_f.contains("x"))) ==
          where(Book::objects.filter("title__contains"_f = "x")));
    CHECK(where(Book::objects.filter("pages"_f >= 3 && "pages"_f < 5)) == R"("book"."pages" >= ? )"
          R"(AND "book"."pages" < ?)");
    CHECK(where(Book::objects.filter("pages"_f != 3)) == R"(NOT ("book"."pages" = ?))");
    CHECK(where(Book::objects.filter("pages"_f.range(1, 3))) == R"("book"."pages" BETWEEN ? AND ?)");
    CHECK(where(Book::objects.filter("pages"_f.in({1, 3}))) == R"("book"."pages" IN (?, ?))");
    CHECK(where(Book::objects.filter("day"_f.isnull())) == R"("book"."day" IS NULL)");
}

TEST_CASE("arithmetic is written in parentheses, on either side") {
    CHECK(where(Book::objects.filter("pages"_f + 1 > "author__age"_f * 2)) ==
          R"(("book"."pages" + ?) > ("author"."age" * ?))");
    CHECK(where(Book::objects.filter("pages__gt"_f = "pages"_f % 7), postgresql()) == R"("book"."pages" > )"
          R"(("book"."pages" % $1))");
    CHECK(where(Book::objects.filter("pub"_f + nuage::days > nuage::now())) ==
          R"(nuage_temporal_add("book"."pub", ?) > ?)");
}

TEST_CASE("run-time names give the same SQL as literals") {
    CHECK(from(Book::objects.filter(nuage::dynamic("author__name__icontains") = "x")) ==
          from(Book::objects.filter("author__name__icontains"_f = "x")));
    CHECK_THROWS_AS(Book::objects.filter(nuage::dynamic("auhtor") = "x"), nuage::FieldError);
}
