// SPDX-License-Identifier: MIT
// Snippets of docs/relations.md: related sets and many-to-many relations as managers.
#include <support/catch.hpp>

#include "related.hpp"

using namespace magazine;

TEST_CASE("a related set is a manager", "[docs]") {
    const Database database;
    User ada = database.ada;
    // [manager]
    for (const Post& post : ada.posts) post.title.size();            // one query; ada keeps the posts
    ada.posts.size();                                                // here already
    ada.posts.filter("title__icontains"_f = "engine").count();       // a query of its own each time
    ada.posts.order_by("-id"_f).first();
    nuage::QuerySet<Post> all = ada.posts.all();                     // the rows at hand, or a query that waits
    // [/manager]
    CHECK(all.size() == 2);
    CHECK(ada.posts.filter("title__icontains"_f = "engine").count() == 1);
    Post draft{.title = "Draft", .author = database.grace};
    draft.save();
    // [set-writes]
    Post post = ada.posts.create("title"_f = "Compilers");           // INSERT, with ada as the author
    ada.posts.add(draft, nuage::key(post.id));                       // UPDATE … SET author_id; draft.author is ada now
    auto [found, created] = ada.posts.get_or_create("title"_f = "Compilers");
    // [/set-writes]
    CHECK_FALSE(created);
    CHECK(found.id == post.id);
    CHECK(draft.author.id() == ada.id);
    CHECK(ada.posts.count() == 4);
    CHECK_THROWS_AS(ada.posts.clear(), nuage::TypeError);
    CHECK_THROWS_AS(ada.posts.remove(post), nuage::TypeError);
}

TEST_CASE("both ends of a one-to-one relation", "[docs]") {
    const Database database;
    // [one]
    User ada = User::objects.get("name"_f = "Ada");
    ada.profile->motto;                                  // throws Profile::DoesNotExist when there is none
    if (ada.profile) ada.profile->motto;                 // asks first; one query for both
    const Profile* profile = ada.profile.get();          // nullptr when there is none
    profile->user->name;                                 // ada: known without a query
    // [/one]
    CHECK(profile->motto == "Think.");
    CHECK(profile->user.is_loaded());
    CHECK_FALSE(database.grace.profile.has_value());
    CHECK_THROWS_AS(database.grace.profile->motto, Profile::DoesNotExist);
}

TEST_CASE("a many-to-many relation", "[docs]") {
    const Database database;
    Post post = database.numbers;
    const Tag red = database.red;
    const Tag blue = database.blue;
    // [many]
    post.tags.add(red);                                  // INSERT of the pair, unless it is there
    post.tags.add(red, nuage::key(blue.id));             // several, by object or by key
    post.tags.create("label"_f = "green");               // INSERTs a tag and the pair
    post.tags.remove(blue);
    post.tags.set(std::vector{red, blue});               // these and no others: writes the differences
    red.posts.add(post);                                 // the same from the other end
    for (const Tag& tag : post.tags) tag.label.size();   // one query; post keeps the tags
    post.tags.clear();
    // [/many]
    CHECK(post.tags.empty());
    CHECK(Tag::objects.count() == 3);
    // [through-rows]
    using PostTag = nuage::Through<Post, "tags">;        // the rows of the table that nuage makes
    std::vector<PostTag> rows;
    for (const Tag& tag : Tag::objects.all()) rows.push_back({.source = post, .target = tag});
    PostTag::objects.bulk_create(rows);
    // [/through-rows]
    CHECK(database.numbers.tags.count() == 3);
    CHECK(PostTag::objects.filter("source"_f = post).count() == 3);
}

TEST_CASE("a relation to the model itself", "[docs]") {
    const Database database;
    const User ada = database.ada, grace = database.grace;
    // [itself]
    ada.friends.add(grace);
    grace.friends.count();       // 1: symmetrical
    ada.follows.add(grace);
    grace.follows.count();       // 0
    grace.followers.count();     // 1
    // [/itself]
    CHECK(grace.friends.count() == 1);
    CHECK(grace.follows.count() == 0);
    CHECK(grace.followers.get().name == "Ada");
}

TEST_CASE("a join table with columns of its own", "[docs]") {
    const Database database;
    const Post post = database.engine;
    const User ada = database.ada, grace = database.grace;
    // [through]
    post.artists.add(ada, nuage::through_defaults("role"_f = "writer"));
    post.artists.set(std::vector{ada, grace}, nuage::through_defaults("role"_f = "editor"));   // ada stays a writer
    post.artists.create("name"_f = "Mary", nuage::through_defaults("role"_f = "illustrator"));
    Credit::objects.filter("post"_f = post, "role"_f = "writer").update("role"_f = "author");
    // [/through]
    CHECK(post.artists.count() == 3);
    CHECK(Credit::objects.get("artist"_f = ada).role == "author");
    CHECK(Credit::objects.get("artist"_f = grace).role == "editor");
    CHECK(Credit::objects.get("artist__name"_f = "Mary").role == "illustrator");
}

namespace named {

using namespace nuage::literals;

// [names]
struct Label {
    std::int64_t id{};
    std::string text{};

    NUAGE_MODEL(Label, (id), (text, max_length(30)))
};
struct Article {
    std::int64_t id{};
    nuage::ManyToMany<Label> labels{};      // table press_article_labels: id, article_id, label_id
    nuage::ManyToMany<Label> topics{};      // table topics_of_articles, the same columns
    nuage::ManyToMany<Article> similar{};   // table press_article_similar: id, from_article_id, to_article_id

    NUAGE_MODEL(Article, (id), (labels), (topics, db_table("topics_of_articles")), (similar))
};
NUAGE_APP(press, Label, Article);
// [/names]

}  // namespace named

TEST_CASE("the names of join tables and their columns", "[docs]") {
    std::string all;
    for (const std::string& statement : nuage::create_tables_sql(named::nuage_app_press(), nuage::sqlite::dialect())) all += statement;
    for (const char* name : {"\"press_article_labels\"", "\"article_id\"", "\"label_id\"", "\"topics_of_articles\"",
                             "\"press_article_similar\"", "\"from_article_id\"", "\"to_article_id\""})
        CHECK(all.find(name) != std::string::npos);
}
