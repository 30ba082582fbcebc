// SPDX-License-Identifier: MIT
// Orderings and DISTINCT: django_surface section 4, items 43-50.
#include <unit/support/library.hpp>
#include <unit/support/sql_text.hpp>

#include <support/catch.hpp>

using namespace library;

TEST_CASE("ordering by a relation takes the order of the related model, through a join") {
    const std::string joined = R"("book" INNER JOIN "author" ON ("book"."author_id" = "author"."id") ORDER BY )";
    CHECK(from(Book::objects.order_by("author"_f)) == joined + R"("author"."name" ASC)");
    CHECK(from(Book::objects.order_by("-author"_f)) == joined + R"("author"."name" DESC)");
    CHECK(from(Book::objects.order_by(nuage::dynamic("-author"))) == joined + R"("author"."name" DESC)");
}

TEST_CASE("ordering by a relation to a model without an order takes the key, without a join") {
    CHECK(from(Book::objects.order_by("publisher"_f)) == R"("book" ORDER BY "book"."publisher_id" ASC)");
    CHECK(from(Category::objects.order_by("-parent"_f)) == R"("category" ORDER BY "category"."parent_id" DESC)");
}

TEST_CASE("ordering by the key of a relation never joins") {
    CHECK(from(Book::objects.order_by("author_id"_f)) == R"("book" ORDER BY "book"."author_id" ASC)");
    CHECK(from(Book::objects.order_by("author__pk"_f)) == R"("book" ORDER BY "book"."author_id" ASC)");
    CHECK(from(Book::objects.order_by("-author__id"_f)) == R"("book" ORDER BY "book"."author_id" DESC)");
}

TEST_CASE("ordering across a nullable relation keeps the rows without it") {
    CHECK(from(Book::objects.order_by("publisher__name"_f)) ==
          R"("book" LEFT OUTER JOIN "publisher" ON ("book"."publisher_id" = "publisher"."id") )"
          R"(ORDER BY "publisher"."name" ASC)");
}

TEST_CASE("ordering shares the join of a filter") {
    CHECK(from(Author::objects.filter("books__pages"_f = 1).order_by("books__title"_f)) ==
          R"("author" INNER JOIN "book" ON ("author"."id" = "book"."author_id") WHERE "book"."pages" = ? )"
          R"(ORDER BY "book"."title" ASC)");
}

TEST_CASE("Meta's ordering applies until order_by() is called") {
    CHECK(from(Author::objects.all()) == R"("author" ORDER BY "author"."name" ASC)");
    CHECK(from(Author::objects.order_by("-age"_f)) == R"("author" ORDER BY "author"."age" DESC)");
    CHECK(from(Author::objects.order_by()) == R"("author")");
}

TEST_CASE("Meta's ordering may name relations and paths") {
    CHECK(from(Entry::objects.all()) ==
          R"("entry" INNER JOIN "book" ON ("entry"."book_id" = "book"."id") )"
          R"(INNER JOIN "author" ON ("book"."author_id" = "author"."id") )"
          R"(ORDER BY "author"."name" ASC, "entry"."id" DESC)");
}

TEST_CASE("a later order_by() replaces an earlier one") {
    CHECK(from(Book::objects.order_by("title"_f).order_by("pages"_f)) == R"("book" ORDER BY "book"."pages" ASC)");
}

TEST_CASE("reverse() turns the whole ordering around, NULLs too") {
    CHECK(from(Author::objects.all().reverse()) == R"("author" ORDER BY "author"."name" DESC)");
    CHECK(from(Book::objects.order_by("title"_f, "-pages"_f).reverse()) ==
          R"("book" ORDER BY "book"."title" DESC, "book"."pages" ASC)");
    CHECK(from(Author::objects.order_by("age"_f.asc().nulls_last()).reverse()) ==
          R"("author" ORDER BY "author"."age" DESC NULLS FIRST)");
    CHECK(from(Author::objects.all().reverse().reverse()) == R"("author" ORDER BY "author"."name" ASC)");
}

TEST_CASE("NULLs can be put first or last") {
    CHECK(from(Author::objects.order_by("age"_f.asc().nulls_last(), "nick"_f.desc().nulls_first()), postgresql()) ==
          R"("author" ORDER BY "author"."age" ASC NULLS LAST, "author"."nick" DESC NULLS FIRST)");
}

TEST_CASE("a question mark orders at random") {
    CHECK(from(Book::objects.order_by("?"_f, "id"_f)) == R"("book" ORDER BY RANDOM(), "book"."id" ASC)");
}

TEST_CASE("a transform may be ordered by") {
    CHECK(from(Book::objects.order_by("pub__year"_f), postgresql()) ==
          R"("book" ORDER BY EXTRACT(YEAR FROM "book"."pub" AT TIME ZONE 'UTC')::integer ASC)");
}

TEST_CASE("DISTINCT rows carry the columns they are ordered by") {
    CHECK(Book::objects.values("title"_f).distinct().order_by("author__name"_f).sql(sqlite()).text ==
          R"(SELECT DISTINCT "book"."title", "author"."name" FROM "book" )"
          R"(INNER JOIN "author" ON ("book"."author_id" = "author"."id") ORDER BY "author"."name" ASC)");
    CHECK(Book::objects.values("title"_f).distinct().order_by("title"_f).sql(sqlite()).text ==
          R"(SELECT DISTINCT "book"."title" FROM "book" ORDER BY "book"."title" ASC)");
}

TEST_CASE("DISTINCT rows in random order carry the random number, which PostgreSQL insists on") {
    CHECK(Book::objects.values("title"_f).distinct().order_by("?"_f).sql(postgresql()).text ==
          R"(SELECT DISTINCT "book"."title", RANDOM() FROM "book" ORDER BY RANDOM())");
}
