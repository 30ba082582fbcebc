// SPDX-License-Identifier: MIT
// Snippets of docs/queries.md: writing rows.
#include <nuage/functions.hpp>
#include <support/catch.hpp>

#include "database.hpp"

TEST_CASE("objects are saved", "[docs]") {
    const BlogDatabase database;
    // [save]
    Post post{.title = "On saving", .author = database.ada};
    post.save();                                                     // INSERT; post.id is set
    post.title = "On saving, again";
    post.save();                                                     // UPDATE
    post.save({.update_fields = nuage::fields("title"_f)});          // UPDATE of title alone
    post.refresh_from_db();                                          // reads all columns anew
    post.refresh_from_db("views"_f);                                 // or some
    nuage::Erased gone = post.erase();                               // DELETE
    // [/save]
    CHECK(gone.total == 1);
    CHECK(gone.per_model.at("blog.Post") == 1);
    CHECK(post.id == 0);
    CHECK_THROWS_AS(post.refresh_from_db(), nuage::ValueError);
}

TEST_CASE("many rows are changed by one statement", "[docs]") {
    const BlogDatabase database;
    // [bulk]
    std::int64_t matched = Post::objects.filter("author"_f = database.ada).update("views"_f = "views"_f * 2);
    auto [total, per_model] = Post::objects.filter("views__lt"_f = 10).erase();

    std::vector<Post> posts(1000, Post{.title = "Filler", .author = database.grace});
    Post::objects.bulk_create(posts);                                // a few INSERTs; every id is filled in
    for (Post& post : posts) post.views = 7;
    Post::objects.bulk_update(posts, nuage::fields("views"_f));
    // [/bulk]
    CHECK(matched == 2);
    CHECK(total == 1);
    CHECK(per_model.at("blog.Post") == 1);
    CHECK(posts[999].id == posts[0].id + 999);
    CHECK(Post::objects.filter("views"_f = 7).count() == 1000);
}

TEST_CASE("values are computed by the database", "[docs]") {
    const BlogDatabase database;
    Post post = Post::objects.get("title"_f = "Notes on the engine");
    const std::int32_t before = post.views;
    // [update-object]
    post.update("views"_f = "views"_f + 1);                          // one UPDATE; others may count at the same time
    post.fetch("views"_f);                                           // what the row has now
    post.update("title"_f = "Notes", "content"_f = "");              // sets the members, too
    auto [again, made] = Post::objects.update_or_create("title"_f = "Notes", nuage::defaults("views"_f = "views"_f + 1));
    // [/update-object]
    CHECK_FALSE(made);
    CHECK(again.fetch("views"_f) == before + 2);
    CHECK(post.title == "Notes");
    // [new-expressions]
    User user = User::objects.create("name"_f = "Grace", "email"_f = nuage::Lower("Grace@Example.com"));
    User::objects.filter(nuage::Lower("name"_f) == "grace").count(); // #include <nuage/functions.hpp>
    // [/new-expressions]
    CHECK(user.fetch("email"_f) == "grace@example.com");
}

TEST_CASE("a row is made unless it is there", "[docs]") {
    const BlogDatabase database;
    // [get-or-create]
    auto [user, created] = User::objects.get_or_create("email"_f = "x@example.com", nuage::defaults("name"_f = "X"));
    auto [same, made] = User::objects.update_or_create("email"_f = "x@example.com", nuage::defaults("name"_f = "Xu"));
    User::objects.update_or_create("email"_f = "y@example.com", nuage::defaults("name"_f = "Yu"), nuage::create_defaults("name"_f = "Y"));
    // [/get-or-create]
    CHECK(created);
    CHECK_FALSE(made);
    CHECK(same.id == user.id);
    CHECK(User::objects.get("id"_f = user.id).name == "Xu");
}

TEST_CASE("a misfit value is refused before anything is sent", "[docs]") {
    const BlogDatabase database;
    const std::string long_title(300, 'x');
    CHECK_THROWS_AS(Post::objects.create("title"_f = long_title, "author"_f = database.ada), nuage::DataError);
    CHECK_THROWS_AS(Post::objects.create("title"_f = "x", "views"_f = 5'000'000'000, "author"_f = database.ada),
                    nuage::DataError);
    CHECK_THROWS_AS(Post::objects.filter("id"_f = 1).update("views"_f = 5'000'000'000), nuage::DataError);
    CHECK(Post::objects.count() == 4);
}

TEST_CASE("saving an object that was loaded in part keeps the columns that were not", "[docs]") {
    const BlogDatabase database;
    // [save-part]
    Post post = Post::objects.only("title"_f).get("title"_f = "Notes on the engine");
    post.title = "Notes";
    post.save({.update_fields = nuage::fields("title"_f)});
    // [/save-part]
    CHECK(Post::objects.get("title"_f = "Notes").content == "Long.");

    User part = User::objects.only("name"_f).get("name"_f = "Ada");
    try {
        part.save();
    } catch (const nuage::Error&) {   // refusing is as good as writing only what was loaded
    }
    CHECK(User::objects.get("name"_f = "Ada").email == "ada@example.com");
}
