// SPDX-License-Identifier: MIT
// Snippets of docs/bulk.md: writes by queries.
#include <nuage/insert_from.hpp>
#include <nuage/returning.hpp>
#include <support/catch.hpp>

#include "database.hpp"

namespace {

struct Archive {
    std::int64_t id{};
    std::string title{};
    std::string author{};
    nuage::DateTime archived_at{};

    NUAGE_MODEL(Archive, (id), (title, max_length(200)), (author, max_length(100)), (archived_at, auto_now_add))
};
struct Subscriber {
    std::int64_t id{};
    std::string name{};
    std::string email{};

    NUAGE_MODEL(Subscriber, (id), (name, max_length(100)), (email, max_length(254)))
};
NUAGE_APP(archive, Archive, Subscriber);

}  // namespace

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

TEST_CASE("rows are inserted from a query", "[docs]") {
    const BlogDatabase database;
    nuage::create_tables(nuage_app_archive());
    Subscriber::objects.create("name"_f = "Ada", "email"_f = "ada@example.com");
    Subscriber::objects.create("name"_f = "Tim", "email"_f = "tim@example.com");
    // [insert-from]
    std::int64_t rows = Archive::objects.insert_from(
        Post::objects.filter("views__lt"_f = 50).values_list("title"_f, "author__name"_f), "title"_f, "author"_f);

    User::objects.insert_from({.ignore_conflicts = true}, Subscriber::objects.values("name"_f, "email"_f));
    // [/insert-from]
    CHECK(rows == 2);
    CHECK(Archive::objects.get("title"_f = "Compilers").author == "Grace");
    CHECK(Archive::objects.get("title"_f = "Compilers").archived_at > nuage::datetime(2020, 1, 1));
    CHECK(User::objects.count() == 4);
}
