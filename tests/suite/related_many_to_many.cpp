// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/database.hpp>
#include <support/relation_models.hpp>

using namespace nuage::literals;

namespace {

rel::Post make_post(const std::string& title) { return rel::Post::objects.create("title"_f = title, "author"_f = rel::User::objects.create("name"_f = "u-" + title)); }
test::Names labels(const rel::Post& post) { return test::sorted(post.tags.flat("label"_f)); }

}  // namespace

TEST_CASE_METHOD(test::Rollback, "a many-to-many relation is added to, removed from, set and cleared") {
    const rel::Post post = make_post("one");
    const rel::Tag red = rel::Tag::objects.create("label"_f = "red");
    const rel::Tag blue = rel::Tag::objects.create("label"_f = "blue");
    post.tags.add(red, nuage::key(blue.id));
    CHECK(labels(post) == test::Names{"blue", "red"});
    post.tags.add(red);
    CHECK(post.tags.count() == 2);
    CHECK(red.posts.get().title == "one");
    post.tags.remove(red);
    CHECK(labels(post) == test::Names{"blue"});
    post.tags.set(std::vector{red.id});
    CHECK(labels(post) == test::Names{"red"});
    CHECK(post.tags.create("label"_f = "green").id > 0);
    CHECK(labels(post) == test::Names{"green", "red"});
    red.posts.clear();
    CHECK(labels(post) == test::Names{"green"});
    CHECK_FALSE(post.tags.get_or_create("label"_f = "green").second);
    CHECK(post.tags.get_or_create("label"_f = "new").second);
    CHECK(post.tags.count() == 2);
}

TEST_CASE_METHOD(test::Rollback, "lookups follow a many-to-many relation both ways") {
    const rel::Post one = make_post("one");
    const rel::Post two = make_post("two");
    one.tags.create("label"_f = "red");
    two.tags.create("label"_f = "blue");
    CHECK(rel::Post::objects.get("tags__label"_f = "red").title == "one");
    CHECK(rel::Post::objects.exclude("tags__label"_f = "red").get().title == "two");
    CHECK(rel::Tag::objects.get("posts__title"_f = "two").label == "blue");
}

TEST_CASE_METHOD(test::Rollback, "a symmetrical relation is kept both ways") {
    const rel::User a = rel::User::objects.create("name"_f = "a");
    const rel::User b = rel::User::objects.create("name"_f = "b");
    a.friends.add(b);
    CHECK(b.friends.get().name == "a");
    a.follows.add(b);
    CHECK(b.follows.count() == 0);
    CHECK(b.followers.get().name == "a");
    b.friends.remove(a);
    CHECK(a.friends.count() == 0);
}

TEST_CASE_METHOD(test::Rollback, "prefetched relations need no query") {
    const rel::Post one = make_post("one");
    const rel::Post two = make_post("two");
    one.tags.create("label"_f = "red");
    one.tags.create("label"_f = "blue");
    one.comments.create("text"_f = "hm");
    const auto posts = rel::Post::objects.order_by("id"_f).prefetch_related("tags"_f, "comments"_f, "author__posts"_f).fetch();
    REQUIRE(posts.size() == 2);
    CHECK(posts[0].tags.is_loaded());
    CHECK(posts[0].tags.size() == 2);
    CHECK(posts[0].comments[0].text == "hm");
    CHECK(posts[1].tags.empty());
    CHECK(posts[1].author.is_loaded());
    CHECK(posts[1].author->posts.rows().size() == 1);
    const auto sliced = rel::Post::objects.order_by("id"_f)
                            .prefetch_related(nuage::Prefetch("tags"_f, rel::Tag::objects.order_by("label"_f)[{0, 1}]).to_attr(&rel::Post::some_tags))
                            .fetch();
    REQUIRE(sliced[0].some_tags.size() == 1);
    CHECK(sliced[0].some_tags[0].label == "blue");
    CHECK_FALSE(sliced[0].tags.is_loaded());
}

TEST_CASE_METHOD(test::Rollback, "peers are loaded together") {
    make_post("one").comments.create("text"_f = "1");
    make_post("two").comments.create("text"_f = "2");
    for (const rel::User& user : rel::User::objects.fetch_mode(nuage::FetchMode::peers).order_by("id"_f))
        for (const rel::Post& post : user.posts)
            for (const rel::Comment& comment : post.comments) CHECK(comment.post->title == post.title);
    CHECK_THROWS_AS(rel::Post::objects.fetch_mode(nuage::FetchMode::raise).first()->author->name, nuage::FieldFetchBlocked);
}
