// SPDX-License-Identifier: MIT
// More keys than a statement has parameters.
#include <nuage/db/query_log.hpp>
#include <support/app_tables.hpp>
#include <support/catch.hpp>
#include <support/database.hpp>
#include <support/relation_models.hpp>

using namespace nuage::literals;
using nuage::QueryCounter;

namespace {

constexpr std::size_t many = 40'000;

struct ManyUsers : test::Rollback {
    std::vector<rel::User> users = std::vector<rel::User>(many);
    std::vector<rel::Post> posts = std::vector<rel::Post>(many);
    ManyUsers() {
        for (std::size_t i = 0; i < many; ++i) users[i].name = std::to_string(i);
        rel::User::objects.bulk_create(users);
        // In another order than the users'.
        for (std::size_t i = 0; i < many; ++i) {
            posts[i].title = users[many - 1 - i].name;
            posts[i].author = users[many - 1 - i];
        }
        rel::Post::objects.bulk_create(posts);
    }
};

}  // namespace

TEST_CASE_METHOD(ManyUsers, "40,000 keys are prefetched both ways along a foreign key") {
    QueryCounter queries;
    const auto read = rel::User::objects.order_by("id"_f).prefetch_related("posts"_f).fetch();
    REQUIRE(read.size() == many);
    std::size_t right = 0;
    for (const rel::User& user : read) right += user.posts.size() == 1 && user.posts[0].title == user.name ? 1 : 0;
    CHECK(right == many);
    CHECK(queries.count() <= 3);
    right = 0;
    for (const rel::Post& post : rel::Post::objects.prefetch_related("author"_f)) right += post.author->name == post.title ? 1 : 0;
    CHECK(right == many);
    CHECK(queries.count() <= 6);
}

TEST_CASE_METHOD(ManyUsers, "40,000 objects are added to a relation, and taken out of it") {
    const rel::Tag tag = rel::Tag::objects.create("label"_f = "all");
    tag.posts.add(posts);
    CHECK(tag.posts.count() == many);
    QueryCounter queries;
    const auto read = rel::Post::objects.order_by("id"_f).prefetch_related("tags"_f).fetch();
    CHECK(queries.count() <= 3);
    std::size_t right = 0;
    for (const rel::Post& post : read) right += post.tags.size() == 1 && post.tags[0].label == "all" ? 1 : 0;
    CHECK(right == many);
    tag.posts.remove(posts);
    CHECK(tag.posts.count() == 0);
    const rel::User first = users.front();
    first.posts.add(posts);
    CHECK(first.posts.count() == many);
}

TEST_CASE_METHOD(ManyUsers, "40,000 peers are loaded together") {
    QueryCounter queries;
    std::size_t right = 0;
    for (const rel::User& user : rel::User::objects.fetch_mode(nuage::FetchMode::peers)) right += user.posts.size();
    CHECK(right == many);
    CHECK(queries.count() <= 3);
}
