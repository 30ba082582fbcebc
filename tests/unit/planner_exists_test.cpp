// SPDX-License-Identifier: MIT
// exclude() over to-many relations: django_surface section 4, items 4, 5 and 9.
#include <unit/support/library.hpp>
#include <unit/support/sql_text.hpp>

#include <support/catch.hpp>

using namespace library;

namespace {

const auto authors = [] { return Author::objects.order_by(); };
std::string not_exists(const std::string& subquery) {
    return "NOT (EXISTS(SELECT 1 AS \"a\" FROM " + subquery + " LIMIT 1))";
}

}  // namespace

TEST_CASE("exclude() over a to-many relation is NOT EXISTS, never a join") {
    CHECK(from(authors().exclude("books__title"_f = "x")) ==
          "\"author\" WHERE " + not_exists(R"("book" "U0" WHERE "U0"."title" = ? )"
          R"(AND "U0"."author_id" = "author"."id")"));
}

TEST_CASE("two conditions in one exclude() are two independent subqueries") {
    CHECK(where(authors().exclude("books__title"_f = "x", "books__pages__gt"_f = 3)) ==
          R"(NOT (EXISTS(SELECT 1 AS "a" FROM "book" "U0" WHERE "U0"."title" = ? )"
          R"(AND "U0"."author_id" = "author"."id" LIMIT 1) )"
          R"(AND EXISTS(SELECT 1 AS "a" FROM "book" "U0" WHERE "U0"."pages" > ? )"
          R"(AND "U0"."author_id" = "author"."id" LIMIT 1)))");
}

TEST_CASE("any negation around a to-many relation makes it a subquery, two of them as well") {
    CHECK(where(authors().exclude(~Q("books__title"_f = "x"))) ==
          R"(NOT (NOT (EXISTS(SELECT 1 AS "a" FROM "book" "U0" WHERE "U0"."title" = ? )"
          R"(AND "U0"."author_id" = "author"."id" LIMIT 1))))");
}

TEST_CASE("joins behind the to-many relation are inner ones of the subquery") {
    CHECK(where(authors().exclude("books__publisher__name"_f = "x")) ==
          not_exists(R"("book" "U0" INNER JOIN "publisher" "U1" ON ("U0"."publisher_id" = "U1"."id") )"
                     R"(WHERE "U1"."name" = ? AND "U0"."author_id" = "author"."id")"));
    CHECK(where(authors().exclude("books__entries__text"_f = "x")) ==
          not_exists(R"("book" "U0" INNER JOIN "entry" "U1" ON ("U0"."id" = "U1"."book_id") )"
                     R"(WHERE "U1"."text" = ? AND "U0"."author_id" = "author"."id")"));
}

TEST_CASE("the subquery refers to the last foreign key before the to-many relation") {
    CHECK(from(Book::objects.exclude("publisher__books__title"_f = "x")) ==
          "\"book\" WHERE " +
              not_exists(R"("book" "U0" WHERE "U0"."title" = ? AND "U0"."publisher_id" = "book"."publisher_id")"));
    CHECK(from(Entry::objects.order_by().exclude("book__author__books__title"_f = "x")) ==
          R"("entry" INNER JOIN "book" ON ("entry"."book_id" = "book"."id") WHERE )" +
              not_exists(R"("book" "U0" WHERE "U0"."title" = ? AND "U0"."author_id" = "book"."author_id")"));
}

TEST_CASE("excluding isnull=true over a to-many relation asks for those that have none") {
    CHECK(where(authors().exclude("books__isnull"_f = true)) ==
          not_exists(R"("author" "U0" LEFT OUTER JOIN "book" "U1" ON ("U0"."id" = "U1"."author_id") )"
                     R"(WHERE "U1"."id" IS NULL AND "U0"."id" = "author"."id")"));
    CHECK(where(authors().exclude("books__isnull"_f = false)) ==
          not_exists(R"("book" "U0" WHERE "U0"."id" IS NOT NULL AND "U0"."author_id" = "author"."id")"));
    CHECK(where(authors().exclude("books__publisher__name__isnull"_f = true)) ==
          not_exists(R"("author" "U0" LEFT OUTER JOIN "book" "U1" ON ("U0"."id" = "U1"."author_id") )"
                     R"(LEFT OUTER JOIN "publisher" "U2" ON ("U1"."publisher_id" = "U2"."id") )"
                     R"(WHERE "U2"."name" IS NULL AND "U0"."id" = "author"."id")"));
}

TEST_CASE("excluding isnull=true behind a nullable relation also excludes rows without it") {
    CHECK(where(Book::objects.exclude("publisher__books__day__isnull"_f = true)) ==
          R"(NOT (EXISTS(SELECT 1 AS "a" FROM "publisher" "U0" )"
          R"(LEFT OUTER JOIN "book" "U1" ON ("U0"."id" = "U1"."publisher_id") )"
          R"(WHERE "U1"."day" IS NULL AND "U0"."id" = "book"."publisher_id" LIMIT 1) )"
          R"(OR "book"."publisher_id" IS NULL))");
}

TEST_CASE("a negation beside a condition on the same to-many relation means the same related row") {
    CHECK(from(Category::objects.filter(Q("children__rank"_f = 2) & ~Q("children__rank"_f = 1))) ==
          R"("category" INNER JOIN "category" "T2" ON ("category"."id" = "T2"."parent_id") )"
          R"(WHERE "T2"."rank" = ? AND )" +
              not_exists(R"("category" "U0" WHERE "U0"."rank" = ? AND "U0"."parent_id" = "category"."id" )"
              R"(AND "U0"."id" = "T2"."id")"));
}

TEST_CASE("a negation in a call of its own means any related row") {
    CHECK(from(Category::objects.filter("children__rank"_f = 2).exclude("children__rank"_f = 1)) ==
          R"("category" INNER JOIN "category" "T2" ON ("category"."id" = "T2"."parent_id") )"
          R"(WHERE "T2"."rank" = ? AND )" +
              not_exists(R"("category" "U0" WHERE "U0"."rank" = ? AND "U0"."parent_id" = "category"."id")"));
}

TEST_CASE("a field on the right of an excluded condition belongs to the outer row") {
    CHECK(where(authors().exclude("books__title"_f = "name"_f)) ==
          not_exists(R"("book" "U0" WHERE "U0"."title" = "author"."name" AND "U0"."author_id" = "author"."id")"));
    CHECK(from(authors().exclude("books__pages"_f = "profile__id"_f)) ==
          R"("author" LEFT OUTER JOIN "profile" ON ("author"."id" = "profile"."author_id") WHERE )" +
              not_exists(R"("book" "U0" WHERE "U0"."pages" = "profile"."id" AND "U0"."author_id" = "author"."id")"));
}

TEST_CASE("a boolean field that stands alone is excluded like one compared with true") {
    CHECK(from(Publisher::objects.exclude("books__author__active"_f)) ==
          "\"publisher\" WHERE " +
              not_exists(R"("book" "U0" INNER JOIN "author" "U1" ON ("U0"."author_id" = "U1"."id") )"
                         R"(WHERE "U1"."active" AND "U0"."publisher_id" = "publisher"."id")"));
}
