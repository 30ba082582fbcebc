// SPDX-License-Identifier: MIT
// Relations of objects that live in another database than the default one: they lead to objects of the same.
#include <support/catch.hpp>
#include <support/reconfigured.hpp>
#include <support/relation_models.hpp>

using namespace nuage::literals;
using rel::Account;
using rel::Post;
using rel::Tag;
using rel::User;

namespace {

constexpr const char* other = "other";

/// The other database is a file, whatever the default one is, which has a user of the same key and another name.
struct TwoDatabases {
    test::TemporaryDirectory directory{};
    test::Reconfigured settings{{{"default", test::default_url()}, {other, "sqlite:///" + directory.file("other.db")}}};
    nuage::db::AtomicBlock rollback{};
    TwoDatabases() {
        nuage::create_tables(rel::nuage_app_rel(), other);
        User here{.id = 1, .name = "here"};
        here.save({.force_insert = true});
        User there{.id = 1, .name = "there"};
        there.save({.force_insert = true, .using_db = other});
        there.posts.create("title"_f = "post").tags.create("label"_f = "tag");
        Account{.user = there, .plan = "free"}.save({.using_db = other});
    }
};

Post the_post() { return Post::objects.using_db(other).get("title"_f = "post"); }

}  // namespace

TEST_CASE_METHOD(TwoDatabases, "relations of a loaded object are loaded from its database") {
    const Post post = the_post();
    CHECK(post.author->name == "there");
    CHECK(post.author->posts.size() == 1);
    CHECK(post.author->account->plan == "free");
    CHECK(post.author->account->user->name == "there");
    CHECK(post.tags[0].label == "tag");
    CHECK(post.tags[0].posts.get().title == "post");
    CHECK(Post::objects.count() == 0);
}

TEST_CASE_METHOD(TwoDatabases, "so are those that are selected or prefetched, and what hangs on them") {
    const Post selected = Post::objects.using_db(other).select_related("author"_f).get();
    CHECK(selected.author->name == "there");
    CHECK(selected.author->account->user->name == "there");
    const auto users = User::objects.using_db(other).prefetch_related("posts__tags"_f).fetch();
    CHECK(users[0].posts[0].tags[0].label == "tag");
    CHECK(users[0].posts[0].author->name == "there");
    CHECK(users[0].posts[0].tags[0].posts[0].author->name == "there");
}

TEST_CASE_METHOD(TwoDatabases, "so are those of peers, of rows of raw(), and of rows one by one") {
    for (const Post& post : Post::objects.using_db(other).fetch_mode(nuage::FetchMode::peers)) {
        CHECK(post.author->name == "there");
        CHECK(post.tags.size() == 1);
    }
    for (const Post& post : Post::objects.using_db(other).iterator()) CHECK(post.author->name == "there");
    for (const Post& post : Post::objects.using_db(other).raw("SELECT * FROM rel_post")) CHECK(post.author->name == "there");
}

TEST_CASE_METHOD(TwoDatabases, "another key is looked up where the object came from") {
    Post post = the_post();
    const User second = User::objects.using_db(other).create("name"_f = "second");
    post.author = second;
    CHECK(post.author->name == "second");
    post.reviewer = nuage::key(1);
    CHECK(post.reviewer->name == "there");
    Post copy = post;
    copy.author = nuage::key(1);
    CHECK(copy.author->name == "there");
}

TEST_CASE_METHOD(TwoDatabases, "an object that was saved in a database belongs there") {
    Post post{.title = "new", .author = nuage::key(1)};
    post.save({.using_db = other});
    CHECK(post.author->name == "there");
    const Post created = Post::objects.using_db(other).create("title"_f = "created", "author"_f = nuage::key(1));
    CHECK(created.author->name == "there");
    std::vector<Post> posts{{.title = "bulk", .author = nuage::key(1)}};
    Post::objects.using_db(other).bulk_create(posts);
    CHECK(posts[0].author->name == "there");
    CHECK(Post::objects.count() == 0);
}

TEST_CASE_METHOD(TwoDatabases, "relations are changed where their object lives") {
    const Post post = the_post();
    post.tags.create("label"_f = "second");
    CHECK(post.tags.count() == 2);
    post.tags.clear();
    const User user = User::objects.using_db(other).get();
    user.posts.set(Post::objects.using_db(other));
    CHECK(user.posts.count() == 1);
    CHECK(user.friends.get_or_create("name"_f = "friend").second);
    CHECK(user.friends.get().friends.get().name == "there");
    CHECK(Tag::objects.count() == 0);
    CHECK(User::objects.count() == 1);
}
