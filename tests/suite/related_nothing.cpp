// SPDX-License-Identifier: MIT
// Relations of which nothing is wanted, or nothing is there.
#include <support/catch.hpp>
#include <support/database.hpp>
#include <support/relation_models.hpp>

#include <nuage/db/query_log.hpp>

using namespace nuage::literals;

TEST_CASE_METHOD(test::Rollback, "a Prefetch of none() loads nothing, and asks nothing") {
    const rel::Post post = rel::User::objects.create("name"_f = "ann").posts.create("title"_f = "one");
    post.tags.create("label"_f = "red");
    post.comments.create("text"_f = "hm");
    const nuage::QueryCounter queries;
    const auto posts = rel::Post::objects
                           .prefetch_related(nuage::Prefetch("tags"_f, rel::Tag::objects.none()),
                                             nuage::Prefetch("comments"_f, rel::Comment::objects.none()))
                           .fetch();
    REQUIRE(posts.size() == 1);
    CHECK(posts[0].tags.empty());
    CHECK(posts[0].comments.empty());
    CHECK(queries.count() == 1);
    const auto one = rel::Post::objects.prefetch_related(nuage::Prefetch("tags"_f, rel::Tag::objects.none())).fetch();
    CHECK(one[0].tags.empty());
    CHECK(queries.count() == 2);
}

TEST_CASE_METHOD(test::Rollback, "update_or_create() writes the other defaults when the key is among them") {
    const rel::Tag tag = rel::Tag::objects.create("label"_f = "red");
    const auto [found, created] = rel::Tag::objects.update_or_create("pk"_f = tag.id, nuage::defaults("id"_f = tag.id, "label"_f = "blue"));
    CHECK_FALSE(created);
    CHECK(rel::Tag::objects.get("pk"_f = tag.id).label == "blue");
}
