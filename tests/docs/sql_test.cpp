// SPDX-License-Identifier: MIT
// Snippets of docs/queries.md: streaming, hand-written SQL, and looking at what is sent.
#include <nuage/connection.hpp>
#include <nuage/db/query_log.hpp>
#include <support/catch.hpp>

#include "database.hpp"

TEST_CASE("rows are streamed", "[docs]") {
    const BlogDatabase database;
    std::int64_t views = 0;
    // [iterator]
    for (const Post& post : Post::objects.order_by("id"_f).iterator()) views += post.views;
    // [/iterator]
    CHECK(views == 465);
}

TEST_CASE("hand-written SQL gives objects", "[docs]") {
    const BlogDatabase database;
    // [raw]
    std::vector<User> users =
        User::objects.raw("SELECT id, name FROM blog_user WHERE email LIKE ? ORDER BY id", "%@example.com");
    // [/raw]
    REQUIRE(users.size() == 2);
    CHECK(users[0].name == "Ada");
    CHECK(users[0].email.empty());
    CHECK_THROWS_AS(User::objects.raw("SELECT name FROM blog_user"), nuage::FieldError);
}

TEST_CASE("hand-written SQL gives more than objects", "[docs]") {
    const BlogDatabase database;
    // [raw-extra]
    auto authors = User::objects.raw<nuage::Extra<"posts", std::int64_t>>(
        "SELECT id, name, (SELECT COUNT(*) FROM blog_post WHERE author_id = blog_user.id) AS posts FROM blog_user ORDER BY id");
    authors[0].name;
    authors[0]["posts"_f];                                              // std::int64_t
    authors.columns();                                                  // "id", "name", "posts"
    // [/raw-extra]
    CHECK(authors.columns().size() == 3);
    CHECK(authors[0]["posts"_f] > 0);
    // [connection]
    auto db = nuage::connection();                                      // #include <nuage/connection.hpp>
    std::int64_t changed = db.execute("UPDATE blog_post SET views = views + ? WHERE views < ?", 1, 10);
    for (auto [title, views] : db.rows<std::tuple<std::string, std::int64_t>>("SELECT title, views FROM blog_post")) title.size();
    std::vector<std::string> names = db.rows<std::string>("SELECT name FROM blog_user WHERE name LIKE 'A%'");
    // [/connection]
    CHECK(changed == 1);
    CHECK(names.at(0) == "Ada");
}

TEST_CASE("queries are counted", "[docs]") {
    const BlogDatabase database;
    std::size_t letters = 0;
    // [counter]
    nuage::QueryCounter queries;                                        // #include <nuage/db/query_log.hpp>
    for (const Post& post : Post::objects.select_related("author"_f)) letters += post.author->name.size();
    queries.count();                                                    // 1, and 5 without select_related()
    queries.statements();                                               // their SQL
    // [/counter]
    CHECK(letters > 0);
    CHECK(queries.count() == 1);
    CHECK(queries.statements()[0].starts_with("SELECT "));
    nuage::QueryCounter more;
    for (const Post& post : Post::objects.all()) letters += post.author->name.size();
    CHECK(more.count() == 5);
}

TEST_CASE("the SQL is shown without being run", "[docs]") {
    const BlogDatabase database;
    // [sql]
    auto posts = Post::objects.filter("views__gt"_f = 100).only("title"_f)[{0, 5}];
    nuage::SqlText here = posts.sql();                                  // for the database it would go to
    nuage::SqlText there = posts.sql(nuage::sqlite::dialect());         // for any dialect; needs no connection
    here.text;                                                          // with placeholders
    here.params;                                                        // std::vector<nuage::Value>
    here.str();                                                         // both in one line
    posts.explain();                                                    // asks the database how it would go about it
    // [/sql]
    CHECK(here == there);
    CHECK(here.text == one_line(
        // [sql-text]
        R"(SELECT "blog_post"."id", "blog_post"."title" FROM "blog_post"
           WHERE "blog_post"."views" > ? LIMIT ?)"
        // [/sql-text]
        ));
    CHECK(here.params == std::vector<nuage::Value>{100, 5});
    CHECK_FALSE(posts.explain().empty());
}
