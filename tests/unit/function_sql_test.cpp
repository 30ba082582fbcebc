// SPDX-License-Identifier: MIT
// Functions and windows in the words of dialects.
#include <nuage/backends/skeleton/dialect.hpp>
#include <nuage/functions.hpp>
#include <nuage/static_sql.hpp>
#include <nuage/windows.hpp>

#include <support/catch.hpp>
#include <support/models.hpp>

using namespace nuage::literals;
using shop::Book;

TEST_CASE("a function has one spelling for each number of operands") {
    const auto books = Book::objects.annotate("a"_f = nuage::Substr("title"_f, 2), "b"_f = nuage::Substr("title"_f, 2, 3)).values("a"_f, "b"_f);
    CHECK(books.sql(nuage::postgresql_dialect).text.find(R"(SUBSTRING("catalogue_book"."title", ($1::bigint)::integer) AS "a")") != std::string::npos);
    CHECK(books.sql(nuage::postgresql_dialect).text.find(R"(($2::bigint)::integer, ($3::bigint)::integer) AS "b")") != std::string::npos);
    CHECK(books.sql(nuage::sqlite_dialect).text.find(R"(SUBSTR("catalogue_book"."title", ?, ?) AS "b")") != std::string::npos);
}

TEST_CASE("functions and windows are known at compile time, too") {
    constexpr std::string_view sql = nuage::static_sql<[] {
        return Book::objects.annotate("n"_f = nuage::Window(nuage::Rank()).partition_by("author"_f).order_by("-stock"_f))
            .filter("n"_f = 1, nuage::Lower("title"_f) == "x")
            .values("n"_f);
    }, nuage::sqlite_dialect>;
    CHECK(sql == R"(SELECT "col1" AS "n" FROM (SELECT RANK() OVER (PARTITION BY "catalogue_book"."author_id" ORDER BY "catalogue_book"."stock" DESC) AS "col1")"
                 R"( FROM "catalogue_book" WHERE LOWER("catalogue_book"."title") = ?) "subquery" WHERE "subquery"."col1" = ?)");
}

TEST_CASE("a function that a dialect has no words for is not supported") {
    const auto books = Book::objects.annotate("v"_f = nuage::TruncYear("released_at"_f));
    CHECK_THROWS_AS(books.sql(nuage::skeleton::dialect_object), nuage::NotSupportedError);   // [A022]
}
