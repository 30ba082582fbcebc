// SPDX-License-Identifier: MIT
// Routers: which database reads and writes go to that name none.
#include <support/catch.hpp>
#include <support/routed_databases.hpp>

using namespace nuage::literals;
using rel::Account;
using rel::Post;
using rel::Tag;
using rel::User;
using routed::names_in;
using routed::other;
using routed::Routed;

namespace {

/// What is read comes from one database, what is written goes to another one.
struct Split : nuage::Router {
    std::string db_for_read(const nuage::ModelInfo&, const nuage::RoutingHints&) override { return "other"; }
    std::string db_for_write(const nuage::ModelInfo&, const nuage::RoutingHints&) override { return "default"; }
    std::optional<bool> allow_relation(const nuage::RelationSide&, const nuage::RelationSide&) override { return true; }
};

/// One model lives elsewhere.
struct TagsElsewhere : nuage::Router {
    std::string db_for_read(const nuage::ModelInfo& model, const nuage::RoutingHints&) override { return place(model); }
    std::string db_for_write(const nuage::ModelInfo& model, const nuage::RoutingHints&) override { return place(model); }
    static std::string place(const nuage::ModelInfo& model) { return nuage::is_model<Tag>(model) ? "other" : ""; }
};

/// Remembers what it was asked, and has no opinion.
struct Listener : nuage::Router {
    struct Question {
        std::string what, model, instance_db, instance_model;
        bool has_instance;
        friend bool operator==(const Question&, const Question&) = default;
    };
    std::vector<Question> asked;
    std::string note(const char* what, const nuage::ModelInfo& model, const nuage::RoutingHints& hints) {
        const std::string of = hints.instance_model != nullptr ? std::string(hints.instance_model->name) : "";
        asked.push_back({what, std::string(model.name), std::string(hints.instance_db), of, hints.instance != nullptr});
        return {};
    }
    std::string db_for_read(const nuage::ModelInfo& model, const nuage::RoutingHints& hints) override { return note("read", model, hints); }
    std::string db_for_write(const nuage::ModelInfo& model, const nuage::RoutingHints& hints) override { return note("write", model, hints); }
    std::string db_for_reload(const nuage::ModelInfo& model, const nuage::RoutingHints& hints) override { return note("reload", model, hints); }
    /// The questions since the last call.
    std::vector<Question> take() { return std::exchange(asked, {}); }
};
using Questions = std::vector<Listener::Question>;

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a router sends reads to one database and writes to another one") {
    const Routed databases(std::make_shared<Split>());
    User::objects.create("name"_f = "written");
    User::objects.using_db(other).create("name"_f = "to be read");
    CHECK(User::objects.flat("name"_f) == Names{"to be read"});
    CHECK(User::objects.count() == 1);
    CHECK(User::objects.filter("name"_f = "to be read").exists());
    CHECK_FALSE(User::objects.filter("name"_f = "written").exists());
    CHECK(User::objects.get().name == "to be read");
    CHECK(User::objects.aggregate("n"_f = nuage::Count("id"_f))["n"_f] == 1);
    for (const User& user : User::objects.iterator()) CHECK(user.name == "to be read");
    CHECK(User::objects.raw("SELECT * FROM rel_user").at(0).name == "to be read");
    CHECK(User::objects.in_bulk(std::vector<std::int64_t>{1}).at(1).name == "to be read");

    CHECK(User::objects.filter("name"_f = "written").update("name"_f = "updated") == 1);
    CHECK(names_in("default") == Names{"updated"});
    std::vector<User> more{{.name = "bulk"}};
    User::objects.bulk_create(more);
    more[0].name = "bulk update";
    User::objects.bulk_update(more, nuage::fields("name"_f));
    CHECK(names_in("default") == Names{"bulk update", "updated"});
    CHECK(User::objects.filter("name"_f = "updated").erase().total == 1);
    CHECK(User::objects.filter("name"_f = "bulk update").raw_erase() == 1);
    CHECK(names_in("default").empty());
    CHECK(names_in(other) == Names{"to be read"});
}

TEST_CASE("an object that was read in one database is saved and erased in another one") {
    const Routed databases(std::make_shared<Split>());
    User::objects.using_db("default").create("id"_f = 1, "name"_f = "here");
    User::objects.using_db(other).create("id"_f = 1, "name"_f = "there");
    User user = User::objects.get();
    CHECK(user.name == "there");
    user.name = "saved";
    user.save();
    CHECK(names_in("default") == Names{"saved"});
    CHECK(names_in(other) == Names{"there"});
    user.refresh_from_db();
    CHECK(user.name == "saved");   // what was saved is read where it was saved
    User again = User::objects.get();
    again.refresh_from_db();
    CHECK(again.name == "there");
    again.erase();
    CHECK(names_in("default").empty());
    CHECK(names_in(other) == Names{"there"});
}

TEST_CASE("get_or_create() and update_or_create() look where they write") {
    const Routed databases(std::make_shared<Split>());
    User::objects.using_db("default").create("name"_f = "here");
    User::objects.using_db(other).create("name"_f = "there");
    CHECK_FALSE(User::objects.get_or_create("name"_f = "here").second);
    CHECK(User::objects.get_or_create("name"_f = "there").second);
    CHECK_FALSE(User::objects.update_or_create("name"_f = "there", nuage::defaults("name"_f = "changed")).second);
    CHECK(names_in("default") == Names{"changed", "here"});
    CHECK(names_in(other) == Names{"there"});
}

TEST_CASE("what get_or_create() has not found is inserted where it looked") {
    const Routed databases;
    const User there = User::objects.using_db(other).create("id"_f = 1, "name"_f = "there");
    User::objects.using_db("default").create("id"_f = 1, "name"_f = "here");
    CHECK(Post::objects.get_or_create("title"_f = "post", "author"_f = there).second);
    CHECK_FALSE(Post::objects.get_or_create("title"_f = "post", "author"_f = there).second);
    CHECK_FALSE(Post::objects.update_or_create("title"_f = "post", "author"_f = there).second);
    CHECK(Post::objects.count() == 1);
    CHECK(there.posts.get_or_create("title"_f = "post").second);
    CHECK_FALSE(there.posts.get_or_create("title"_f = "post").second);
    CHECK(Post::objects.using_db(other).count() == 1);
}

TEST_CASE("rows that are locked are read where they will be written") {
    const Routed databases(std::make_shared<Split>());
    User::objects.using_db("default").create("name"_f = "here");
    nuage::atomic([] { CHECK(User::objects.select_for_update().get().name == "here"); });
}

TEST_CASE("using_db() is stronger than routers") {
    const Routed databases(std::make_shared<Split>());
    User::objects.using_db(other).create("name"_f = "there");
    CHECK(User::objects.using_db("default").count() == 0);
    User::objects.using_db(other).filter("name"_f = "there").update("name"_f = "moved");
    CHECK(names_in(other) == Names{"moved"});
    User user{.name = "named"};
    user.save({.using_db = other});
    CHECK(names_in(other) == Names{"moved", "named"});
}

TEST_CASE("a model has a database of its own, whatever its related objects are in") {
    const Routed databases(std::make_shared<TagsElsewhere>());
    Tag::objects.create("label"_f = "elsewhere");
    User::objects.create("name"_f = "here");
    CHECK(Tag::objects.using_db(other).count() == 1);
    CHECK(Tag::objects.using_db("default").count() == 0);
    CHECK(User::objects.using_db(other).count() == 0);
    CHECK(Tag::objects.get().label == "elsewhere");
}

TEST_CASE("the first router with an opinion decides") {
    const Routed databases(nuage::Routers{std::make_shared<nuage::Router>(), std::make_shared<TagsElsewhere>(), std::make_shared<Split>()});
    Tag::objects.create("label"_f = "tag");
    User::objects.create("name"_f = "user");
    CHECK(Tag::objects.using_db(other).count() == 1);
    CHECK(User::objects.using_db("default").count() == 1);
}

TEST_CASE("routers are told of the object that a question is about") {
    const auto listener = std::make_shared<Listener>();
    const Routed databases(listener);
    User user = User::objects.using_db(other).create("name"_f = "there");
    Post::objects.using_db(other).create("title"_f = "post", "author"_f = user);
    static_cast<void>(listener->take());

    CHECK(User::objects.count() == 0);
    CHECK(listener->take() == Questions{{"read", "User", "", "", false}});
    user.save();
    CHECK(listener->take() == Questions{{"write", "User", other, "User", true}});
    user.refresh_from_db();
    CHECK(listener->take() == Questions{{"reload", "User", other, "User", true}});
    CHECK(user.posts.filter("title"_f = "post").count() == 1);
    CHECK(listener->take() == Questions{{"read", "Post", other, "User", false}});
    CHECK(user.posts.filter("title"_f = "post").update("title"_f = "changed") == 1);
    CHECK(listener->take() == Questions{{"write", "Post", other, "User", false}});
    const Post post = Post::objects.using_db(other).get();
    CHECK(post.author->name == "there");
    CHECK(listener->take() == Questions{{"read", "User", other, "Post", false}});
    User fresh{.name = "new"};
    fresh.save();
    CHECK(listener->take() == Questions{{"write", "User", "", "User", true}});
    CHECK(names_in("default") == Names{"new"});
}

TEST_CASE("without opinions, what hangs on an object is where the object is") {
    const Routed databases(std::make_shared<nuage::Router>());
    User user = User::objects.using_db(other).create("name"_f = "there");
    const Post post = user.posts.create("title"_f = "post");
    post.tags.create("label"_f = "tag");
    CHECK(post.tags.get_or_create("label"_f = "second").second);
    CHECK(Tag::objects.using_db(other).count() == 2);
    CHECK(user.posts.all().update("title"_f = "changed") == 1);
    const auto users = User::objects.using_db(other).prefetch_related("posts__tags"_f).fetch();
    CHECK(users.at(0).posts[0].tags.size() == 2);
    CHECK(users.at(0).posts[0].title == "changed");
    post.tags.clear();
    CHECK(post.tags.count() == 0);
    user.posts.all().erase();
    CHECK(Post::objects.using_db(other).count() == 0);
    CHECK(Post::objects.using_db("default").count() == 0);
    user.erase();
    CHECK(names_in(other).empty());
}

TEST_CASE("a router that is asked about related objects may send them elsewhere") {
    const Routed databases(std::make_shared<Split>());
    User::objects.using_db("default").create("id"_f = 1, "name"_f = "here");
    User::objects.using_db(other).create("id"_f = 1, "name"_f = "there");
    const User user = User::objects.using_db("default").get();
    const Post written = user.posts.create("title"_f = "written");
    Post::objects.using_db(other).create("title"_f = "to be read", "author"_f = nuage::key(1));
    CHECK(user.posts.get().title == "to be read");
    CHECK(written.author->name == "there");
    const auto with_posts = User::objects.using_db("default").prefetch_related("posts"_f).fetch();
    CHECK(with_posts.at(0).posts[0].title == "to be read");
    CHECK(Post::objects.using_db("default").get().title == "written");
    CHECK(user.posts.all().update("title"_f = "changed") == 1);
    CHECK(Post::objects.using_db("default").get().title == "changed");
}

TEST_CASE("tables are made where routers want them") {
    struct NoTagsElsewhere : nuage::Router {
        std::optional<bool> allow_migrate(std::string_view database, const nuage::ModelInfo& model) override {
            if (database != other) return std::nullopt;
            return nuage::is_model<User>(model);
        }
    };
    const Routed databases(std::make_shared<NoTagsElsewhere>());
    CHECK_NOTHROW(User::objects.using_db(other).count());
    CHECK_THROWS_AS(Tag::objects.using_db(other).count(), nuage::DatabaseError);
    CHECK_NOTHROW(Tag::objects.count());
}

TEST_CASE("a router's answer that is no database is told") {
    struct Lost : nuage::Router {
        std::string db_for_read(const nuage::ModelInfo&, const nuage::RoutingHints&) override { return "nowhere"; }
    };
    const Routed databases(std::make_shared<Lost>());
    CHECK_THROWS_AS(User::objects.count(), nuage::ImproperlyConfigured);
}
