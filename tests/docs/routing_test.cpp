// SPDX-License-Identifier: MIT
// Snippets of docs/routing.md.
#include <nuage/routing.hpp>

#include <support/catch.hpp>

#include "database.hpp"

namespace {

// [router]
/// Posts live in a database of their own; users may refer to them, and they to users.
struct PostsApart : nuage::Router {
    std::string db_for_read(const nuage::ModelInfo& model, const nuage::RoutingHints&) override { return place(model); }
    std::string db_for_write(const nuage::ModelInfo& model, const nuage::RoutingHints&) override { return place(model); }
    std::optional<bool> allow_relation(const nuage::RelationSide&, const nuage::RelationSide&) override { return true; }
    std::optional<bool> allow_migrate(std::string_view database, const nuage::ModelInfo& model) override {
        return (database == "posts") == nuage::is_model<Post>(model);
    }

private:
    static std::string place(const nuage::ModelInfo& model) { return nuage::is_model<Post>(model) ? "posts" : ""; }
};
// [/router]

// [shards]
/// Users are spread over two databases by their number; what hangs on a user is where the user is.
struct Shards : nuage::Router {
    std::string db_for_write(const nuage::ModelInfo&, const nuage::RoutingHints& hints) override {
        if (!hints.instance_db.empty()) return std::string(hints.instance_db);
        if (const User* user = nuage::instance_as<User>(hints)) return user->id % 2 == 0 ? "even" : "odd";
        return "";
    }
};
// [/shards]

}  // namespace

TEST_CASE("a model has a database of its own", "[docs]") {
    // [configure]
    nuage::configure({{"default", "sqlite::memory:"}, {"posts", "sqlite::memory:"}}, {std::make_shared<PostsApart>()});
    nuage::create_tables(nuage_app_blog());            // in default: all but posts
    nuage::create_tables(nuage_app_blog(), "posts");   // and those there
    // [/configure]
    CHECK_THROWS_AS(Post::objects.using_db("default").count(), nuage::DatabaseError);
    CHECK_THROWS_AS(User::objects.using_db("posts").count(), nuage::DatabaseError);
    const User ada = User::objects.create("name"_f = "Ada", "email"_f = "ada@example.com");
    CHECK(User::objects.using_db("default").count() == 1);
    CHECK(Post::objects.count() == 0);
    nuage::db::close_all();
}

TEST_CASE("a router is told of the object", "[docs]") {
    nuage::configure({{"default", "sqlite::memory:"}, {"even", "sqlite::memory:"}, {"odd", "sqlite::memory:"}}, {std::make_shared<Shards>()});
    for (const char* alias : {"even", "odd"}) nuage::create_tables(nuage_app_blog(), alias);
    // [sharded]
    User ada{.id = 7, .name = "Ada", .email = "ada@example.com"};
    ada.save();                                    // to odd
    ada.posts.create("title"_f = "On numbers");    // there, too
    ada.posts.count();                             // is asked there
    // [/sharded]
    CHECK(User::objects.using_db("odd").count() == 1);
    CHECK(Post::objects.using_db("odd").count() == 1);
    CHECK(ada.posts.count() == 1);
    nuage::db::close_all();
}

TEST_CASE("a primary and its replicas", "[docs]") {
#ifdef NUAGE_WITH_POSTGRESQL
    // [replicas]
    nuage::configure({{"default", "postgresql://app@primary.example/blog"},
                      {"replica1", "postgresql://app@replica1.example/blog"},
                      {"replica2", "postgresql://app@replica2.example/blog"}},
                     {std::make_shared<nuage::ReplicaRouter>("default", std::vector<std::string>{"replica1", "replica2"})});
    // [/replicas]
#endif
    nuage::configure({{"default", "sqlite::memory:"}, {"replica1", "sqlite::memory:"}},
                     {std::make_shared<nuage::ReplicaRouter>("default", std::vector<std::string>{"replica1"})});
    nuage::create_tables(nuage_app_blog());
    // [read-your-writes]
    {
        const nuage::ReadYourWrites scope;   // for one request, say
        User::objects.create("name"_f = "Ada", "email"_f = "ada@example.com");
        User::objects.count();               // asks the primary: this thread has written
    }
    // [/read-your-writes]
    {
        const nuage::ReadYourWrites scope;
        User::objects.filter("name"_f = "Ada").update("name"_f = "Ada Lovelace");
        CHECK(User::objects.count() == 1);
        // [written]
        const bool wrote = nuage::ReadYourWrites::has_written("default");   // such a request leaves a cookie behind …
        // [/written]
        CHECK(wrote);
    }
    {
        // [next-request]
        nuage::ReadYourWrites scope;
        scope.read_primary("default");   // … and one that brings the cookie reads from the primary at once
        // [/next-request]
        CHECK(User::objects.count() == 1);
    }
    CHECK_THROWS_AS(User::objects.count(), nuage::DatabaseError);   // nobody replicates here: the table is not there
    nuage::db::close_all();
}

TEST_CASE("objects of different databases are kept apart", "[docs]") {
    nuage::configure({{"default", "sqlite::memory:"}, {"archive", "sqlite::memory:"}});
    for (const char* alias : {"default", "archive"}) nuage::create_tables(nuage_app_blog(), alias);
    User::objects.create("name"_f = "Ada", "email"_f = "ada@example.com");
    User::objects.using_db("archive").create("name"_f = "Grace", "email"_f = "grace@navy.example");
    // [relations]
    const User grace = User::objects.using_db("archive").get("name"_f = "Grace");
    Post post{.title = "Compilers", .author = grace};
    post.save();   // goes to archive: its author is there
    const User ada = User::objects.get("name"_f = "Ada");
    try {
        post.author = ada;
    } catch (const nuage::ValueError& error) {
        error.what();   // cannot assign User(1): it is in the database 'default', the object that would refer to it in 'archive' …
    }
    // [/relations]
    CHECK(Post::objects.using_db("archive").count() == 1);
    CHECK_THROWS_AS(post.author = ada, nuage::ValueError);
    nuage::db::close_all();
}

TEST_CASE("several servers behind one alias", "[docs]") {
#ifdef NUAGE_WITH_POSTGRESQL
    // [several-servers]
    nuage::configure({{"default", "postgresql://app:secret@db1.example:5432,db2.example:5432/blog?target_session_attrs=read-write&connect_timeout=3"}});
    // [/several-servers]
#endif
    nuage::db::close_all();
}
