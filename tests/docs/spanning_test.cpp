// SPDX-License-Identifier: MIT
// Snippets of docs/queries.md: conditions across relations.
#include <support/catch.hpp>

#include "database.hpp"

namespace {

std::string tables_and_conditions(const nuage::SqlText& sql) { return sql.text.substr(sql.text.find(" FROM ") + 1); }

}  // namespace

TEST_CASE("names follow relations forward and backward", "[docs]") {
    const BlogDatabase database;
    // [span]
    Post::objects.filter("author__email__endswith"_f = "@example.com");      // forward: one author per post
    User::objects.filter("posts__title__icontains"_f = "engine");            // backward: any of the user's posts
    User::objects.filter("posts__editor__name"_f = "Grace");                 // and on, to any depth
    User::objects.filter("posts__isnull"_f = true);                          // users without posts
    // [/span]
    CHECK(Post::objects.filter("author__email__endswith"_f = "@example.com").count() == 2);
    CHECK(User::objects.filter("posts__title__icontains"_f = "engine").count() == 1);
    CHECK(User::objects.filter("posts__editor__name"_f = "Grace").get().name == "Ada");
    CHECK(User::objects.filter("posts__isnull"_f = true).get().name == "Linus");
}

TEST_CASE("one filter() call speaks of one related row", "[docs]") {
    const BlogDatabase database;
    // [one-call]
    auto one = User::objects.filter("posts__views__gt"_f = 100, "posts__title__startswith"_f = "B");
    // [/one-call]
    CHECK(one.count() == 0);
    CHECK(tables_and_conditions(one.order_by().sql(nuage::sqlite::dialect())) == one_line(
        // [one-call-sql]
        R"(FROM "blog_user"
           INNER JOIN "blog_post" ON ("blog_user"."id" = "blog_post"."author_id")
           WHERE "blog_post"."views" > ? AND "blog_post"."title" LIKE ? ESCAPE '\')"
        // [/one-call-sql]
        ));
}

TEST_CASE("two filter() calls speak of any two related rows", "[docs]") {
    const BlogDatabase database;
    // [two-calls]
    auto two = User::objects.filter("posts__views__gt"_f = 100).filter("posts__title__startswith"_f = "B");
    // [/two-calls]
    CHECK(two.get().name == "Ada");
    CHECK(tables_and_conditions(two.order_by().sql(nuage::sqlite::dialect())) == one_line(
        // [two-calls-sql]
        R"(FROM "blog_user"
           INNER JOIN "blog_post" ON ("blog_user"."id" = "blog_post"."author_id")
           INNER JOIN "blog_post" "T3" ON ("blog_user"."id" = "T3"."author_id")
           WHERE "blog_post"."views" > ? AND "T3"."title" LIKE ? ESCAPE '\')"
        // [/two-calls-sql]
        ));
}

TEST_CASE("exclude over a to-many relation is NOT EXISTS", "[docs]") {
    const BlogDatabase database;
    // [exclude-many]
    auto users = User::objects.exclude("posts__views__gt"_f = 100);   // no post with more than 100 views
    // [/exclude-many]
    CHECK(users.get().name == "Linus");
    CHECK(tables_and_conditions(users.order_by().sql(nuage::sqlite::dialect())) == one_line(
        // [exclude-many-sql]
        R"(FROM "blog_user"
           WHERE NOT (EXISTS(SELECT 1 AS "a" FROM "blog_post" "U0"
           WHERE "U0"."views" > ? AND "U0"."author_id" = "blog_user"."id" LIMIT 1)))"
        // [/exclude-many-sql]
        ));
}

TEST_CASE("a join over a to-many relation repeats rows", "[docs]") {
    const BlogDatabase database;
    // [distinct]
    auto authors = User::objects.filter("posts__views__gt"_f = 1);   // Ada twice, Grace twice
    auto once = authors.distinct();                                  // each once
    // [/distinct]
    CHECK(authors.count() == 4);
    CHECK(once.count() == 2);
}
