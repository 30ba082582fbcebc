// SPDX-License-Identifier: MIT
// Snippets of docs/bulk.md: writes by queries.
#include <nuage/returning.hpp>
#include <support/catch.hpp>

#include "database.hpp"

TEST_CASE("update() and erase() give rows back", "[docs]") {
    const BlogDatabase database;
    const User& ada = database.ada;
    // [returning]
    std::vector<std::tuple<std::int64_t, std::int32_t>> changed =
        Post::objects.filter("author"_f = ada).returning("id"_f, "views"_f).update("views"_f = "views"_f + 1);
    std::vector<Post> posts = Post::objects.filter("views__gt"_f = 100).returning().update("editor"_f = ada);
    auto titles = Post::objects.filter("views__lt"_f = 10).returning("title"_f).erase();
    // [/returning]
    CHECK(changed.size() == 2);
    CHECK(posts.size() == 2);
    CHECK(posts[0].editor.id() == ada.id);
    CHECK(titles == std::vector<std::tuple<std::string>>{{"Compilers"}});
}

TEST_CASE("what comes back may be structs", "[docs]") {
    const BlogDatabase database;
    // [returning-into]
    struct Seen {
        std::int64_t id;
        std::int32_t views;
    };
    std::vector<Seen> seen = Post::objects.returning("id"_f, "views"_f).into<Seen>().update("views"_f = "views"_f + 1);
    // [/returning-into]
    CHECK(seen.size() == 4);
}
