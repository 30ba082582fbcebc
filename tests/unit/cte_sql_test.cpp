// SPDX-License-Identifier: MIT
// Common table expressions in the words of dialects.
#include <nuage/cte.hpp>
#include <nuage/static_sql.hpp>

#include <support/catch.hpp>
#include <support/models.hpp>

using namespace nuage::literals;
using shop::Book;
using shop::Category;

TEST_CASE("a recursive query stands before the SELECT that uses it") {
    const auto tree = nuage::recursive<"tree">(Category::objects.filter("parent__isnull"_f = true).annotate("path"_f = "slug"_f), [](const auto& tree) {
        return tree.join(Category::objects, "parent"_f).annotate("path"_f = "tree__path"_f);
    });
    const auto rows = tree.objects().filter("path"_f = "x").order_by("path"_f).values("id"_f);
    const std::string rest = R"( UNION ALL SELECT "shop_category"."id", "tree"."path" AS "path" FROM "shop_category")"
                             R"( INNER JOIN "tree" ON ("shop_category"."parent_id" = "tree"."id")))"
                             R"( SELECT "shop_category"."id" FROM "shop_category" INNER JOIN "tree" ON ("shop_category"."id" = "tree"."id"))"
                             R"( WHERE "tree"."path" = )";
    CHECK(rows.sql(nuage::sqlite_dialect).text == R"(WITH RECURSIVE "tree" ("id", "path") AS (SELECT "shop_category"."id", "shop_category"."slug" FROM "shop_category")"
                                                  R"( WHERE "shop_category"."parent_id" IS NULL)" + rest + R"(? ORDER BY "tree"."path" ASC)");
    CHECK(rows.sql(nuage::postgresql_dialect).text ==
          R"(WITH RECURSIVE "tree" ("id", "path") AS (SELECT "shop_category"."id", ("shop_category"."slug")::text FROM "shop_category")"
          R"( WHERE "shop_category"."parent_id" IS NULL)" + rest + R"($1 ORDER BY "tree"."path" ASC)");
    CHECK(rows.sql(nuage::mariadb_dialect).text.find("SELECT `shop_category`.`id`, CAST(`shop_category`.`slug` AS CHAR(65536)) FROM") != std::string::npos);
}

TEST_CASE("a query under a name is written once") {
    const auto totals = nuage::with<"totals">(Book::objects.order_by("title"_f).values("author"_f).annotate("n"_f = nuage::Count("id"_f)));
    const auto books = Book::objects.annotate("mine"_f = totals.on("author"_f), "other"_f = totals.left_on("editor"_f = "author"_f)).filter("mine__n"_f = 1);
    CHECK(books.values("other__n"_f).order_by().sql(nuage::sqlite_dialect).text ==
          R"(WITH "totals" ("author", "n") AS (SELECT "catalogue_book"."author_id", COUNT("catalogue_book"."id") AS "n" FROM "catalogue_book")"
          R"( GROUP BY "catalogue_book"."author_id"))"
          R"( SELECT "T3"."n" FROM "catalogue_book" INNER JOIN "totals" ON ("catalogue_book"."author_id" = "totals"."author"))"
          R"( LEFT OUTER JOIN "totals" "T3" ON ("catalogue_book"."editor_id" = "T3"."author") WHERE "totals"."n" = ?)");
    CHECK(Book::objects.filter("pk__in"_f = books.values("pk"_f)).values("pk"_f).order_by().sql(nuage::sqlite_dialect).text.find(
              R"(IN (WITH "totals" ("author", "n") AS (SELECT)") != std::string::npos);
}

TEST_CASE("group_by() groups by its columns and by nothing else, at compile time too") {
    constexpr std::string_view sql = nuage::static_sql<[] {
        return Book::objects.order_by("title"_f).group_by("author__first_name"_f).annotate("n"_f = nuage::Count("id"_f)).order_by("-n"_f).values("n"_f);
    }, nuage::sqlite_dialect>;
    CHECK(sql == R"(SELECT COUNT("catalogue_book"."id") AS "n" FROM "catalogue_book" INNER JOIN "shop_author" ON ("catalogue_book"."author_id" = "shop_author"."id"))"
                 R"( GROUP BY "shop_author"."first_name" ORDER BY 1 DESC)");
}
