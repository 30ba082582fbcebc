// SPDX-License-Identifier: MIT
// Snippets of docs/static_sql.md.
#include <support/catch.hpp>

#include "database.hpp"

// [static-sql]
#include <nuage/static_sql.hpp>

constexpr std::string_view newest = nuage::static_sql<[] {
    return Post::objects.filter("author__name__icontains"_f = "x").only("title"_f).order_by("-updated_at"_f);
}, nuage::sqlite_dialect>;

static_assert(newest.ends_with(R"(ORDER BY "blog_post"."updated_at" DESC)"));
// [/static-sql]

TEST_CASE("static SQL is what the query set would send", "[docs]") {
    const auto posts =
        Post::objects.filter("author__name__icontains"_f = "x").only("title"_f).order_by("-updated_at"_f);
    CHECK(newest == posts.sql(nuage::sqlite::dialect()).text);
    CHECK(newest == one_line(
        // [static-sql-text]
        R"(SELECT "blog_post"."id", "blog_post"."title" FROM "blog_post"
           INNER JOIN "blog_user" ON ("blog_post"."author_id" = "blog_user"."id")
           WHERE "blog_user"."name" LIKE ? ESCAPE '\'
           ORDER BY "blog_post"."updated_at" DESC)"
        // [/static-sql-text]
        ));
}
