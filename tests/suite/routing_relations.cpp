// SPDX-License-Identifier: MIT
// Relations between objects of different databases.
#include <nuage/db/route.hpp>

#include <support/catch.hpp>
#include <support/routed_databases.hpp>

using namespace nuage::literals;
using Catch::Matchers::Contains;
using rel::Post;
using rel::Tag;
using rel::User;
using routed::other;
using routed::Routed;
using routed::third;

namespace {

struct AllowAll : nuage::Router {
    std::optional<bool> allow_relation(const nuage::RelationSide&, const nuage::RelationSide&) override { return true; }
};
struct AllowNone : nuage::Router {
    std::optional<bool> allow_relation(const nuage::RelationSide&, const nuage::RelationSide&) override { return false; }
};

User user_in(const char* alias) { return User::objects.using_db(alias).create("name"_f = alias); }
Post post_of(const User& user, const char* alias) { return Post::objects.using_db(alias).create("title"_f = "post", "author"_f = user); }

}  // namespace

TEST_CASE("an object of another database cannot be assigned") {
    const Routed databases;
    const User here = user_in("default");
    const User there = user_in(other);
    Post post = post_of(there, other);
    CHECK_THROWS_AS(post.author = here, nuage::ValueError);
    CHECK_THROWS_WITH(post.reviewer = here, Contains("'default'") && Contains("'other'"));
    CHECK(post.author->name == other);
    CHECK_NOTHROW(post.reviewer = there);
    CHECK_NOTHROW(post.author = nuage::key(here.id));   // of a key nothing is known
    Post loaded = Post::objects.using_db(other).get();
    CHECK_THROWS_AS(loaded.author = here, nuage::ValueError);
    Post local = post_of(here, "default");
    CHECK_THROWS_AS(local.author = there, nuage::ValueError);
    CHECK_NOTHROW(local.author = here);
}

TEST_CASE("a router may allow it, or forbid what is in one database") {
    {
        const Routed databases(std::make_shared<AllowAll>());
        const User here = user_in("default");
        const User there = user_in(other);
        Post post = post_of(there, other);
        CHECK_NOTHROW(post.author = here);
        CHECK_NOTHROW(post.author = there);
        CHECK(post.author->name == other);
    }
    const Routed databases(std::make_shared<AllowNone>());
    const User user = user_in(other);
    Post post = post_of(user, other);
    CHECK_THROWS_AS(post.author = user, nuage::ValueError);
}

TEST_CASE("objects of another database cannot be added to a set, nor be what it is set to") {
    const Routed databases;
    const User user = user_in(other);
    const Post post = post_of(user, other);
    Tag here = Tag::objects.using_db("default").create("label"_f = "here");
    Tag there = Tag::objects.using_db(other).create("label"_f = "there");
    CHECK_THROWS_AS(post.tags.add(here), nuage::ValueError);
    CHECK_THROWS_AS(post.tags.add(there, here), nuage::ValueError);
    CHECK_THROWS_AS(post.tags.set({there, here}), nuage::ValueError);
    CHECK_THROWS_WITH(post.tags.add(here), "cannot add Tag(" + std::to_string(here.id) + "): Post(" + std::to_string(post.id) +
                                               ") is in the database 'other', the object in 'default', and no router allows that relation");
    CHECK(post.tags.count() == 0);
    post.tags.add(there);
    CHECK(post.tags.count() == 1);
    Post far = post_of(user_in(third), third);
    CHECK_THROWS_AS(user.posts.add(far), nuage::ValueError);
}

TEST_CASE("a new object goes where those are that it refers to") {
    const Routed databases;
    const User there = user_in(other);
    Post post{.title = "new", .author = there};
    CHECK(post.author->name == other);
    post.save();
    CHECK(Post::objects.using_db(other).count() == 1);
    CHECK(Post::objects.using_db("default").count() == 0);
    CHECK(post.author->name == other);
    const Post created = Post::objects.create("title"_f = "created", "author"_f = there);
    CHECK(Post::objects.using_db(other).count() == 2);
    CHECK(created.author->name == other);
    Post assigned{.title = "assigned"};
    assigned.author = user_in("default");
    assigned.author = there;
    assigned.save();
    CHECK(Post::objects.using_db(other).count() == 3);
}

TEST_CASE("a new object that refers to objects of two databases is not saved") {
    const Routed databases;
    Post post{.title = "torn", .author = user_in(other), .reviewer = user_in(third)};
    CHECK_THROWS_AS(post.save(), nuage::ValueError);
    CHECK(Post::objects.using_db(other).count() == 0);
    CHECK(Post::objects.using_db(third).count() == 0);
    post.reviewer = std::nullopt;
    CHECK_NOTHROW(post.save());
    CHECK(Post::objects.using_db(other).count() == 1);
}

TEST_CASE("with one database and no routers nothing is asked and nothing is remembered") {
    const nuage::db::AtomicBlock rollback{};
    const User user = User::objects.create("name"_f = "only");
    Post post{.title = "post", .author = user};
    post.save();
    post.author = user;
    CHECK(Post::objects.get().author->name == "only");
    CHECK(nuage::db::is_sole(nuage::db::default_database()));
    CHECK_FALSE(nuage::db::is_unrouted(Post::objects.all().query()));
    CHECK(Post::objects.get().author.is_loaded() == false);
}

TEST_CASE("a subquery that was given another database is refused") {
    const Routed databases;
    const User here = user_in("default");
    user_in(other);
    post_of(here, "default");
    const auto theirs = User::objects.using_db(other);
    CHECK_THROWS_WITH(Post::objects.filter("author__in"_f = theirs).count(), Contains("[A063]") && Contains("'other'") && Contains("'default'"));
    CHECK_THROWS_AS(Post::objects.filter("author__in"_f = theirs).fetch(), nuage::ValueError);
    CHECK_THROWS_AS(Post::objects.annotate("x"_f = nuage::Subquery(theirs.values("name"_f).first(1))).fetch(), nuage::ValueError);
    CHECK_THROWS_AS(Post::objects.filter(nuage::Exists(theirs)).exists(), nuage::ValueError);
    CHECK_THROWS_AS(Post::objects.filter("author__in"_f = theirs).update("title"_f = "x"), nuage::ValueError);
    CHECK_THROWS_AS(static_cast<void>(Post::objects.filter("author__in"_f = theirs).explain()), nuage::ValueError);
    CHECK(Post::objects.using_db(other).filter("author__in"_f = theirs).count() == 0);
    CHECK(Post::objects.filter("author__in"_f = User::objects.using_db("default")).count() == 1);
    CHECK(Post::objects.filter("author__in"_f = theirs.flat("id"_f)).count() <= 1);
    // The parts of a union are one query, which is given one database.
    CHECK(theirs.union_(User::objects.all()).using_db("default").count() == 1);
    CHECK((theirs.order_by("id"_f).as_derived() | theirs.none()).using_db("default").count() == 1);
}
