// SPDX-License-Identifier: MIT
// Which tables a filter joins, and how often: django_surface section 4, items 1-2 and 13-17.
#include <unit/support/library.hpp>
#include <unit/support/sql_text.hpp>

#include <support/catch.hpp>

using namespace library;

namespace {
const auto authors = [] { return Author::objects.order_by(); };
}

TEST_CASE("conditions over a to-many relation in one filter() share one join") {
    CHECK(from(authors().filter("books__title"_f = "x", "books__pages__gt"_f = 3)) ==
          R"("author" INNER JOIN "book" ON ("author"."id" = "book"."author_id") WHERE "book"."title" = ? )"
          R"(AND "book"."pages" > ?)");
}

TEST_CASE("conditions over a to-many relation in two filter() calls get a join each") {
    CHECK(from(authors().filter("books__title"_f = "x").filter("books__pages__gt"_f = 3)) ==
          R"("author" INNER JOIN "book" ON ("author"."id" = "book"."author_id") )"
          R"(INNER JOIN "book" "T3" ON ("author"."id" = "T3"."author_id") WHERE "book"."title" = ? )"
          R"(AND "T3"."pages" > ?)");
}

TEST_CASE("a to-one relation is joined once however many filter() calls use it") {
    CHECK(from(Book::objects.filter("author__name"_f = "x").filter("author__age"_f = 3)) ==
          R"("book" INNER JOIN "author" ON ("book"."author_id" = "author"."id") WHERE "author"."name" = ? )"
          R"(AND "author"."age" = ?)");
}

TEST_CASE("a second join over a to-many relation shares the to-one join before it") {
    CHECK(from(Book::objects.filter("author__books__title"_f = "x").filter("author__books__pages"_f = 3)) ==
          R"("book" INNER JOIN "author" ON ("book"."author_id" = "author"."id") )"
          R"(INNER JOIN "book" "T3" ON ("author"."id" = "T3"."author_id") )"
          R"(INNER JOIN "book" "T4" ON ("author"."id" = "T4"."author_id") WHERE "T3"."title" = ? )"
          R"(AND "T4"."pages" = ?)");
}

TEST_CASE("a later filter() joins the whole to-many chain anew") {
    CHECK(from(authors().filter("books__entries__text"_f = "x").filter("books__title"_f = "z")) ==
          R"("author" INNER JOIN "book" ON ("author"."id" = "book"."author_id") )"
          R"(INNER JOIN "entry" ON ("book"."id" = "entry"."book_id") )"
          R"(INNER JOIN "book" "T4" ON ("author"."id" = "T4"."author_id") WHERE "entry"."text" = ? )"
          R"(AND "T4"."title" = ?)");
}

TEST_CASE("a table that joins itself gets aliases") {
    CHECK(from(Category::objects.filter("parent__parent__rank"_f = 1)) ==
          R"("category" INNER JOIN "category" "T2" ON ("category"."parent_id" = "T2"."id") )"
          R"(INNER JOIN "category" "T3" ON ("T2"."parent_id" = "T3"."id") WHERE "T3"."rank" = ?)");
    CHECK(from(Category::objects.filter("children__children__rank"_f = 1)) ==
          R"("category" INNER JOIN "category" "T2" ON ("category"."id" = "T2"."parent_id") )"
          R"(INNER JOIN "category" "T3" ON ("T2"."id" = "T3"."parent_id") WHERE "T3"."rank" = ?)");
}

TEST_CASE("the key of a related object needs no join") {
    const std::string expected = R"("book" WHERE "book"."author_id" = ?)";
    Author author;
    author.id = 3;
    CHECK(from(Book::objects.filter("author"_f = author)) == expected);
    CHECK(from(Book::objects.filter("author"_f = 3)) == expected);
    CHECK(from(Book::objects.filter("author_id"_f = 3)) == expected);
    CHECK(from(Book::objects.filter("author__id"_f = 3)) == expected);
    CHECK(from(Book::objects.filter("author__pk"_f = 3)) == expected);
}

TEST_CASE("only the last step of a path to a key is trimmed") {
    CHECK(from(Entry::objects.order_by().filter("book__author__id"_f = 3)) ==
          R"("entry" INNER JOIN "book" ON ("entry"."book_id" = "book"."id") WHERE "book"."author_id" = ?)");
}

TEST_CASE("a foreign key with to_field is trimmed for that field only") {
    CHECK(from(Publisher::objects.filter("country__code"_f = "fr")) == R"("publisher" WHERE )"
          R"("publisher"."country_id" = ?)");
    CHECK(from(Publisher::objects.filter("country__id"_f = 3)) ==
          R"("publisher" INNER JOIN "country" ON ("publisher"."country_id" = "country"."code") )"
          R"(WHERE "country"."id" = ?)");
}

TEST_CASE("an object given for a foreign key with to_field contributes that field") {
    Country country;
    country.id = 7;
    country.code = "fr";
    const auto query_set = Publisher::objects.filter("country"_f = country);
    CHECK(where(query_set) == R"("publisher"."country_id" = ?)");
    CHECK(params(query_set) == "'fr'");
}

TEST_CASE("an unsaved object as a value is refused instead of matching NULL") {
    CHECK_THROWS_AS(Book::objects.filter("author"_f = Author{}), nuage::ValueError);
}

TEST_CASE("isnull of a foreign key looks at its column") {
    CHECK(from(Book::objects.filter("publisher__isnull"_f = true)) == R"("book" WHERE "book"."publisher_id" IS NULL)");
    CHECK(from(Book::objects.filter("publisher__isnull"_f = false)) == R"("book" WHERE "book"."publisher_id" IS )"
          R"(NOT NULL)");
    CHECK(from(Book::objects.filter("publisher__id__isnull"_f = true)) == R"("book" WHERE "book"."publisher_id" )"
          R"(IS NULL)");
}

TEST_CASE("isnull behind a nullable foreign key also matches where there is no related object") {
    CHECK(from(Book::objects.filter("publisher__name__isnull"_f = true)) ==
          R"("book" LEFT OUTER JOIN "publisher" ON ("book"."publisher_id" = "publisher"."id") )"
          R"(WHERE "publisher"."name" IS NULL)");
    CHECK(from(Book::objects.filter("publisher__name__isnull"_f = false)) ==
          R"("book" INNER JOIN "publisher" ON ("book"."publisher_id" = "publisher"."id") )"
          R"(WHERE "publisher"."name" IS NOT NULL)");
}

TEST_CASE("isnull of a reverse relation is an outer join for true and an inner one for false") {
    CHECK(from(authors().filter("books__isnull"_f = true)) ==
          R"("author" LEFT OUTER JOIN "book" ON ("author"."id" = "book"."author_id") WHERE "book"."id" IS NULL)");
    CHECK(from(authors().filter("books__isnull"_f = false)) ==
          R"("author" INNER JOIN "book" ON ("author"."id" = "book"."author_id") WHERE "book"."id" IS NOT NULL)");
    CHECK(from(authors().filter("profile__isnull"_f = true)) ==
          R"("author" LEFT OUTER JOIN "profile" ON ("author"."id" = "profile"."author_id") )"
          R"(WHERE "profile"."id" IS NULL)");
}

TEST_CASE("a field on the right is joined like one on the left") {
    CHECK(from(Book::objects.filter("pages"_f = "author__age"_f)) ==
          R"("book" INNER JOIN "author" ON ("book"."author_id" = "author"."id") )"
          R"(WHERE "book"."pages" = "author"."age")");
    CHECK(from(authors().filter("books__title"_f = "books__publisher__name"_f)) ==
          R"("author" INNER JOIN "book" ON ("author"."id" = "book"."author_id") )"
          R"(INNER JOIN "publisher" ON ("book"."publisher_id" = "publisher"."id") )"
          R"(WHERE "book"."title" = "publisher"."name")");
}
