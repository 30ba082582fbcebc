// SPDX-License-Identifier: MIT
// prefetch_related_objects(), and Prefetch with slices.
#include <nuage/db/query_log.hpp>
#include <support/catch.hpp>
#include <support/database.hpp>
#include <support/relation_models.hpp>

using namespace nuage::literals;
using nuage::Prefetch;
using nuage::QueryCounter;
using shop::Author;
using shop::Book;

namespace {

/// Users with two posts each, and tags t0 … t4 on every post.
struct Posts : test::Rollback {
    Posts() {
        std::vector<rel::Tag> tags;
        for (int i = 0; i < 5; ++i) tags.push_back(rel::Tag::objects.create("label"_f = "t" + std::to_string(i)));
        for (const char* name : {"ann", "bob"}) {
            const rel::User user = rel::User::objects.create("name"_f = name);
            for (const char* title : {"one", "two"}) user.posts.create("title"_f = std::string(name) + " " + title).tags.add(tags);
        }
    }
};

test::Names labels(const nuage::Rows<rel::Tag>& tags) {
    test::Names all;
    for (const rel::Tag& tag : tags) all.push_back(tag.label);
    return all;
}

}  // namespace

TEST_CASE_METHOD(test::Bookshop, "objects at hand get their relations together") {
    std::vector<Author> authors{ada, ben, dan};
    QueryCounter queries;
    nuage::prefetch_related_objects(authors, "books__publisher"_f, "profile"_f);
    CHECK(queries.count() == 3);
    nuage::prefetch_related_objects(authors, "books"_f);   // are there
    CHECK(queries.count() == 3);
    CHECK(authors[0].books[0].publisher->name == "North");
    CHECK(authors[0].profile->bio == "Writes.");
    CHECK(authors[2].books.empty());
    nuage::prefetch_related_objects(ada, "students"_f);
    CHECK(queries.count() == 4);
    CHECK(ada.students.size() == 2);
    std::vector<Author> none;
    nuage::prefetch_related_objects(none, "books"_f);
    CHECK(queries.count() == 4);
}

TEST_CASE_METHOD(test::Bookshop, "a query set of its own replaces what was loaded before") {
    std::vector<Author> authors{ada};
    nuage::prefetch_related_objects(authors, "books"_f);
    nuage::prefetch_related_objects(authors, Prefetch("books"_f, Book::objects.filter("title"_f = "Beta")));
    REQUIRE(authors[0].books.size() == 1);
    CHECK(authors[0].books[0].title == "Beta");
}

TEST_CASE_METHOD(test::Bookshop, "a slice with an offset is taken per object") {
    QueryCounter queries;
    const auto authors = Author::objects.order_by("first_name"_f)
                             .prefetch_related(Prefetch("books"_f, Book::objects.order_by("title"_f)[{1, 3}]))
                             .fetch();
    CHECK(queries.count() == 2);
    REQUIRE(authors[0].books.size() == 1);
    CHECK(authors[0].books[0].title == "Beta");
    CHECK(authors[1].books.empty());
    const auto rest = Author::objects.order_by("first_name"_f)
                          .prefetch_related(Prefetch("books"_f, Book::objects.order_by("-title"_f).skip(1)))
                          .fetch();
    CHECK(rest[0].books[0].title == "Alpha");
    CHECK(queries.count() == 4);
}

TEST_CASE_METHOD(Posts, "a slice with an offset of a many-to-many relation is taken per object") {
    QueryCounter queries;
    const auto second_and_third =
        Prefetch("tags"_f, rel::Tag::objects.order_by("-label"_f)[{1, 3}]).to_attr(&rel::Post::some_tags);
    const auto posts = rel::Post::objects.order_by("title"_f).prefetch_related(second_and_third, "tags"_f).fetch();
    CHECK(queries.count() == 3);
    REQUIRE(posts.size() == 4);
    for (const rel::Post& post : posts) {
        CHECK(labels(post.some_tags) == test::Names{"t3", "t2"});
        CHECK(post.tags.size() == 5);
    }
    CHECK(queries.count() == 3);
}

TEST_CASE_METHOD(Posts, "a slice inside of a slice") {
    const auto fifth = Prefetch("tags"_f, rel::Tag::objects.order_by("label"_f)[{4, 9}]);
    const auto last = Prefetch("posts"_f, rel::Post::objects.order_by("-title"_f).prefetch_related(fifth)[{0, 1}]);
    const auto users = rel::User::objects.order_by("name"_f).prefetch_related(last).fetch();
    REQUIRE(users.size() == 2);
    REQUIRE(users[1].posts.size() == 1);
    CHECK(users[1].posts[0].title == "bob two");
    CHECK(labels(users[1].posts[0].tags.rows()) == test::Names{"t4"});
}
