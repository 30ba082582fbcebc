// SPDX-License-Identifier: MIT
// NULL-safe negation: django_surface section 4, items 6-9.
#include <unit/support/library.hpp>
#include <unit/support/sql_text.hpp>

#include <support/catch.hpp>

using namespace library;

TEST_CASE("negating a nullable column keeps its NULL rows") {
    CHECK(where(Author::objects.exclude("age"_f = 3)) == R"(NOT ("author"."age" = ? AND "author"."age" IS NOT NULL))");
    CHECK(where(Author::objects.exclude("nick__contains"_f = "x"), postgresql()) ==
          R"(NOT ("author"."nick" LIKE $1 AND "author"."nick" IS NOT NULL))");
    CHECK(where(Book::objects.exclude("day__year"_f = 2024)) ==
          R"(NOT ("book"."day" BETWEEN ? AND ? AND "book"."day" IS NOT NULL))");
}

TEST_CASE("negating a column without NULL needs no guard") {
    CHECK(where(Author::objects.exclude("name"_f = "x")) == R"(NOT ("author"."name" = ?))");
    CHECK(where(Author::objects.exclude("nick"_f = nullptr)) == R"(NOT ("author"."nick" IS NULL))");
}

TEST_CASE("negation across a nullable relation keeps rows without a related one") {
    CHECK(from(Book::objects.exclude("publisher__name"_f = "x")) ==
          R"("book" LEFT OUTER JOIN "publisher" ON ("book"."publisher_id" = "publisher"."id") )"
          R"(WHERE NOT ("publisher"."name" = ? AND "publisher"."name" IS NOT NULL))");
    CHECK(from(Author::objects.order_by().exclude("profile__motto"_f = "x")) ==
          R"("author" LEFT OUTER JOIN "profile" ON ("author"."id" = "profile"."author_id") )"
          R"(WHERE NOT ("profile"."motto" = ? AND "profile"."motto" IS NOT NULL))");
    CHECK(from(Publisher::objects.exclude("country"_f = "fr")) ==
          R"("publisher" WHERE NOT ("publisher"."country_id" = ? AND "publisher"."country_id" IS NOT NULL))");
}

TEST_CASE("every link of a chain of nullable relations is an outer join in a negation") {
    CHECK(from(Entry::objects.order_by().exclude("book__publisher__country__id"_f = 1)) ==
          R"("entry" INNER JOIN "book" ON ("entry"."book_id" = "book"."id") )"
          R"(LEFT OUTER JOIN "publisher" ON ("book"."publisher_id" = "publisher"."id") )"
          R"(LEFT OUTER JOIN "country" ON ("publisher"."country_id" = "country"."code") )"
          R"(WHERE NOT ("country"."id" = ? AND "country"."id" IS NOT NULL))");
}

TEST_CASE("several conditions in one negation share one NOT, each with its guard") {
    const std::string expected = R"(NOT (("author"."age" = ? AND "author"."age" IS NOT NULL) AND )"
                                 R"(("author"."nick" = ? AND "author"."nick" IS NOT NULL)))";
    CHECK(where(Author::objects.filter(~Q("age"_f = 3, "nick"_f = "x"))) == expected);
    CHECK(where(Author::objects.exclude("age"_f = 3, "nick"_f = "x")) == expected);
    CHECK(where(Author::objects.filter(!("age"_f == 3 && "nick"_f == "x"))) == expected);
}

TEST_CASE("two negations cancel the guard, not the NOTs") {
    CHECK(where(Author::objects.filter(~~Q("age"_f = 3))) == R"(NOT (NOT ("author"."age" = ?)))");
    CHECK(where(Author::objects.exclude(~Q("age"_f = 3))) == R"(NOT (NOT ("author"."age" = ?)))");
    CHECK(where(Author::objects.filter(~(Q("age"_f = 3) & ~Q("nick"_f = "x")))) ==
          R"(NOT (("author"."age" = ? AND "author"."age" IS NOT NULL) AND NOT ("author"."nick" = ?)))");
}

TEST_CASE("negation swaps AND and OR when joins are promoted") {
    CHECK(from(Book::objects.filter(~(Q("pages"_f = 3) & ~Q("publisher__name"_f = "x")))) ==
          R"("book" LEFT OUTER JOIN "publisher" ON ("book"."publisher_id" = "publisher"."id") )"
          R"(WHERE NOT ("book"."pages" = ? AND NOT ("publisher"."name" = ?)))");
    CHECK(from(Book::objects.filter(~(Q("pages"_f = 3) | ~Q("publisher__name"_f = "x")))) ==
          R"("book" INNER JOIN "publisher" ON ("book"."publisher_id" = "publisher"."id") )"
          R"(WHERE NOT ("book"."pages" = ? OR NOT ("publisher"."name" = ?)))");
}

TEST_CASE("isnull in a negation joins as its opposite does") {
    CHECK(from(Book::objects.exclude("publisher__name__isnull"_f = true)) ==
          R"("book" INNER JOIN "publisher" ON ("book"."publisher_id" = "publisher"."id") )"
          R"(WHERE NOT ("publisher"."name" IS NULL))");
    CHECK(from(Book::objects.exclude("publisher__name__isnull"_f = false)) ==
          R"("book" LEFT OUTER JOIN "publisher" ON ("book"."publisher_id" = "publisher"."id") )"
          R"(WHERE NOT ("publisher"."name" IS NOT NULL))");
}

TEST_CASE("a nullable column on the right is guarded in a negation, too") {
    CHECK(where(Book::objects.exclude("pages"_f = "author__age"_f)) ==
          R"(NOT ("book"."pages" = "author"."age" AND "author"."age" IS NOT NULL))");
    // Django has no guard here, so a book without a publisher is lost there.
    CHECK(where(Book::objects.exclude("title"_f = "publisher__name"_f)) ==
          R"(NOT ("book"."title" = "publisher"."name" AND "publisher"."name" IS NOT NULL))");
}
