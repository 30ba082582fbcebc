// SPDX-License-Identifier: MIT
// Snippets of docs/relations.md: when related objects are loaded, and how many queries that takes.
#include <nuage/db/query_log.hpp>
#include <support/catch.hpp>

#include "related.hpp"

using namespace magazine;
using nuage::QueryCounter;

namespace {

/// What a piece of the page does, in queries.
template <class F>
std::size_t queries_of(F work) {
    const QueryCounter counter;
    work();
    return counter.count();
}

}  // namespace

TEST_CASE("related objects are loaded when they are touched", "[docs]") {
    const Database database;
    const QueryCounter counter;
    // [lazy]
    Post post = Post::objects.get("title"_f = "Notes on the engine");    // 1 query
    post.author.id();                                                    // none: the key is in the row
    post.author->name;                                                   // 1 query, then kept
    post.comments.size();                                                // 1 query, then kept
    post.comments[0].post->title;                                        // none: comments know their post
    post.comments.count();                                               // none, as they are here
    post.comments.filter("text__startswith"_f = "f").count();            // 1 query each time
    // [/lazy]
    CHECK(counter.count() == 4);
}

TEST_CASE("select_related() joins in", "[docs]") {
    const Database database;
    const QueryCounter counter;
    // [select-related]
    auto posts = Post::objects.select_related("author__profile"_f, "editor"_f);   // author, its profile, and editor
    for (const Post& post : posts) {
        post.author->name;
        if (const Profile* profile = post.author->profile.get()) profile->motto.size();
        if (post.editor) post.editor->name;
    }
    auto comments = Comment::objects.select_related();      // all foreign keys that are never NULL: post, post__author
    // [/select-related]
    CHECK(counter.count() == 1);
    CHECK(comments.begin()->post->author.is_loaded());
    CHECK_FALSE(comments.begin()->post->editor.is_loaded());
    CHECK(counter.count() == 2);
    CHECK(Profile::objects.select_related("user"_f).get().user->name == "Ada");
}

TEST_CASE("prefetch_related() loads for all rows together", "[docs]") {
    const Database database;
    CHECK(queries_of([] {
        // [prefetch]
        auto posts = Post::objects.prefetch_related("tags"_f, "comments"_f, "author__profile"_f);
        for (const Post& post : posts) {                     // 5 queries, however many posts there are
            for (const Tag& tag : post.tags) tag.label.size();
            post.comments.size();
            post.author->profile.has_value();
        }
        // [/prefetch]
    }) == 5);
    std::size_t latest = 0;
    CHECK(queries_of([&] {
        // [prefetch-query]
        auto newest = Comment::objects.order_by("-id"_f)[{0, 3}];    // a slice is taken for each post
        auto posts = Post::objects.prefetch_related(
            nuage::Prefetch("tags"_f, Tag::objects.filter("label__startswith"_f = "r")),      // fills post.tags
            nuage::Prefetch("comments"_f, newest).to_attr(&Post::latest));                    // fills post.latest
        for (const Post& post : posts)
            for (const Comment& comment : post.latest) latest += comment.text.size() > 0;
        // [/prefetch-query]
        CHECK(posts.begin()->tags.size() == 1);
        CHECK(posts.begin()->latest.size() == 3);
        CHECK(posts.begin()->latest[0].text == "fourth");
        CHECK_FALSE(posts.begin()->comments.is_loaded());
    }) == 3);
    CHECK(latest == 4);
    CHECK(queries_of([] {
        // [prefetch-nested]
        auto users = User::objects.prefetch_related(
            nuage::Prefetch("posts"_f, Post::objects.select_related("editor"_f).prefetch_related("comments"_f)));
        // [/prefetch-nested]
        CHECK(users.begin()->posts[0].comments.is_loaded());
    }) == 3);
    CHECK(queries_of([] {
        // [prefetch-objects]
        std::vector<Post> posts = Post::objects.fetch();
        nuage::prefetch_related_objects(posts, "author"_f, "tags"_f);      // for objects that are there
        nuage::prefetch_related_objects(posts[0], "comments"_f);           // or one
        // [/prefetch-objects]
        CHECK(posts[2].tags.is_loaded());
        CHECK(posts[2].author.is_loaded());
        CHECK(posts[0].comments.is_loaded());
        CHECK_FALSE(posts[2].comments.is_loaded());
    }) == 4);
}

TEST_CASE("fetch modes say what touching does", "[docs]") {
    const Database database;
    CHECK(queries_of([] {
        // [peers]
        for (const Post& post : Post::objects.fetch_mode(nuage::FetchMode::peers)) {
            post.author->name;          // the first touch loads the authors of all posts: one query
            post.comments.size();       // and the comments of all posts: one more
        }
        // [/peers]
    }) == 3);
    // [raise]
    Post post = Post::objects.fetch_mode(nuage::FetchMode::raise).select_related("author"_f).get("title"_f = "A bug, found");
    post.author->name;                  // selected
    try {
        post.comments.size();
    } catch (const nuage::FieldFetchBlocked& blocked) {
        blocked.what();                 // "fetching of Post.comments is blocked by the fetch mode of the query set"
    }
    // [/raise]
    CHECK_THROWS_WITH(post.comments.size(), "fetching of Post.comments is blocked by the fetch mode of the query set");
}

TEST_CASE("fields that were left out are fetched by name", "[docs]") {
    const Database database;
    const QueryCounter counter;
    // [deferred]
    Post post = Post::objects.defer("content"_f).get("title"_f = "Notes on the engine");
    nuage::deferred_fields(post);       // {"content"}
    post.content;                       // "": a member cannot notice that it is read
    post.fetch("content"_f);            // loads it, once: a reference to post.content
    auto posts = Post::objects.only("title"_f, "author__name"_f).select_related("author"_f);
    // [/deferred]
    CHECK(counter.count() == 2);
    CHECK(nuage::deferred_fields(post).empty());
    CHECK(posts.begin()->author->name == "Ada");
    CHECK(nuage::deferred_fields(*posts.begin()) == nuage::FieldNames{"content", "editor"});
}

TEST_CASE("copies share what was loaded, each forgets for itself", "[docs]") {
    const Database database;
    Post post = Post::objects.get("title"_f = "Notes on the engine");
    // [shared]
    post.comments.size();
    Post copy = post;                            // shares the comments: no query for copy.comments
    nuage::Rows<Comment> kept = post.comments.rows();
    post.comments.create("text"_f = "fifth");    // post forgets; copy and kept do not
    post.comments.size();                        // 5, by a query
    copy.comments.size();                        // 4
    kept.size();                                 // 4: Rows keep their objects alive
    copy.refresh_from_db();                      // copy forgets its relations, too
    // [/shared]
    CHECK(post.comments.size() == 5);
    CHECK(kept.size() == 4);
    CHECK_FALSE(copy.comments.is_loaded());
}

TEST_CASE("the numbers of queries that the table gives", "[docs]") {
    const Database database;
    const Post post = database.numbers;
    CHECK(queries_of([&] { post.tags.add(database.red, database.blue); }) == 1);
    CHECK(queries_of([&] { database.ada.friends.add(database.grace); }) == 2);
    CHECK(queries_of([&] { post.artists.add(database.ada); }) == 2);
    CHECK(queries_of([&] { post.tags.set(std::vector{database.red}); }) == 2);
    CHECK(queries_of([&] { post.tags.set(std::vector{database.red}); }) == 1);
    CHECK(queries_of([&] { post.tags.set(std::vector{database.blue}); }) == 3);
    CHECK(queries_of([&] { post.tags.remove(database.blue); }) == 1);
    CHECK(queries_of([&] { post.tags.clear(); }) == 1);
    CHECK(queries_of([&] { post.tags.create("label"_f = "green"); }) == 2);
    CHECK(queries_of([&] { post.tags.get_or_create("label"_f = "green"); }) == 1);
    CHECK(queries_of([&] { database.ada.posts.create("title"_f = "x"); }) == 1);
    CHECK(queries_of([&] { database.ada.posts.add(nuage::key(post.id), nuage::key(database.bug.id)); }) == 1);
    CHECK(queries_of([&] { database.ada.posts.set(std::vector{database.bug}); }) == 1);
}
