// SPDX-License-Identifier: MIT
// What a SELECT reads: fields, only, defer, values, related objects.
#include <unit/support/library.hpp>
#include <unit/support/sql_text.hpp>

#include <nuage/sql/compiled.hpp>

#include <support/catch.hpp>

using namespace library;

namespace {
template <class QuerySet>
std::string sql(const QuerySet& query_set) {
    return query_set.sql(sqlite()).text;
}
}  // namespace

TEST_CASE("all columns are read, in the order of the model's list") {
    CHECK(sql(Category::objects.all()) == R"(SELECT "category"."id", "category"."rank", "category"."parent_id" )"
          R"(FROM "category")");
}

TEST_CASE("only() and defer() always read the primary key") {
    CHECK(sql(Category::objects.only("rank"_f)) == R"(SELECT "category"."id", "category"."rank" FROM "category")");
    CHECK(sql(Category::objects.defer("rank"_f)) == R"(SELECT "category"."id", "category"."parent_id" )"
          R"(FROM "category")");
    CHECK(sql(Category::objects.defer("id"_f)) == sql(Category::objects.all()));
}

TEST_CASE("values() reads the named columns in their order") {
    CHECK(sql(Category::objects.values("parent__rank"_f, "rank"_f)) ==
          R"(SELECT "T2"."rank", "category"."rank" FROM "category" )"
          R"(LEFT OUTER JOIN "category" "T2" ON ("category"."parent_id" = "T2"."id"))");
    CHECK(sql(Category::objects.values_list("parent"_f)) == R"(SELECT "category"."parent_id" FROM "category")");
    CHECK(sql(Category::objects.values_list("children"_f)) ==
          R"(SELECT "T2"."id" FROM "category" )"
          R"(LEFT OUTER JOIN "category" "T2" ON ("category"."id" = "T2"."parent_id"))");
}

TEST_CASE("select_related() joins objects in, outer where there may be none") {
    CHECK(sql(Category::objects.select_related("parent__parent"_f)) ==
          R"(SELECT "category"."id", "category"."rank", "category"."parent_id", "T2"."id", "T2"."rank", )"
          R"("T2"."parent_id", )"
          R"("T3"."id", "T3"."rank", "T3"."parent_id" FROM "category" )"
          R"(LEFT OUTER JOIN "category" "T2" ON ("category"."parent_id" = "T2"."id") )"
          R"(LEFT OUTER JOIN "category" "T3" ON ("T2"."parent_id" = "T3"."id"))");
}

TEST_CASE("select_related() shares the join of a condition and keeps it inner") {
    CHECK(from(Book::objects.select_related("author"_f, "publisher__country"_f).filter("publisher__name"_f = "x")) ==
          R"("book" INNER JOIN "publisher" ON ("book"."publisher_id" = "publisher"."id") )"
          R"(INNER JOIN "author" ON ("book"."author_id" = "author"."id") )"
          R"(LEFT OUTER JOIN "country" ON ("publisher"."country_id" = "country"."code") WHERE "publisher"."name" = ?)");
}

TEST_CASE("related objects know their columns and their parent") {
    const auto compiled =
        nuage::sql::compile_select(sqlite(), Entry::objects.select_related("book__publisher"_f).query());
    REQUIRE(compiled.plan.related.size() == 2);
    CHECK(compiled.plan.row_columns == 3);
    CHECK(compiled.plan.related[0].first_column == 3);
    CHECK(compiled.plan.related[0].columns == 8);
    CHECK(compiled.plan.related[0].key_column == 3);
    CHECK(compiled.plan.related[1].parent_object == 1);
    CHECK(compiled.plan.related[1].first_column == 11);
}

TEST_CASE("two paths with the same beginning read the object at the beginning once") {
    const auto compiled = nuage::sql::compile_select(
        sqlite(), Entry::objects.select_related("book__publisher"_f, "book__author"_f, "book"_f).query());
    REQUIRE(compiled.plan.related.size() == 3);
    CHECK(compiled.plan.related[1].parent_object == 1);
    CHECK(compiled.plan.related[2].parent_object == 1);
}

TEST_CASE("parameters are numbered in the order of the text") {
    const auto books = Book::objects.filter("pages"_f = 1).exclude("publisher__name"_f = "y").order_by("id"_f);
    CHECK(from(books[{1, 2}], postgresql()) ==
          R"("book" LEFT OUTER JOIN "publisher" ON ("book"."publisher_id" = "publisher"."id") )"
          R"(WHERE "book"."pages" = $1 AND )"
          R"(NOT ("publisher"."name" = $2 AND "publisher"."name" IS NOT NULL) )"
          R"(ORDER BY "book"."id" ASC LIMIT $3 OFFSET $4)");
}
