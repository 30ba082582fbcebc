// SPDX-License-Identifier: MIT
// Snippets of docs/databases.md.
#include <thread>

#include <support/catch.hpp>

#include "database.hpp"

namespace {

// [configure]
void connect() {
    nuage::configure({
        {"default", "sqlite:///blog.db?timeout=10"},
        {"archive", "sqlite:////var/lib/blog/archive.db?mode=ro"},
        {"replica", "postgresql://app:secret@db.example:5432/blog?sslmode=require&pool_size=8"},
        {"local", "postgresql:///blog?host=/run/postgresql&user=app"},
    });
}
// [/configure]

}  // namespace

TEST_CASE("configuring makes no connection", "[docs]") {
#ifdef NUAGE_WITH_POSTGRESQL
    CHECK_NOTHROW(connect());
#else
    CHECK_THROWS_AS(connect(), nuage::ImproperlyConfigured);
#endif
    nuage::db::close_all();
}

TEST_CASE("a database is chosen by its alias", "[docs]") {
    nuage::configure({{"default", "sqlite::memory:"}, {"replica", "sqlite::memory:"}});
    nuage::create_tables(nuage_app_blog());
    nuage::create_tables(nuage_app_blog(), "replica");
    // [using-db]
    User user = User::objects.using_db("replica").create("name"_f = "Ada", "email"_f = "ada@example.com");
    user.save();                                         // goes where the object came from: to replica
    user.save({.force_insert = true, .using_db = "default"});
    auto others = User::objects.using_db("replica").filter("is_active"_f = true);
    // [/using-db]
    CHECK(others.count() == 1);
    CHECK(User::objects.count() == 1);
    nuage::db::close_all();
}

TEST_CASE("a related object is loaded from where its object came from", "[docs]") {
    nuage::configure({{"default", "sqlite::memory:"}, {"replica", "sqlite::memory:"}});
    nuage::create_tables(nuage_app_blog());
    nuage::create_tables(nuage_app_blog(), "replica");
    User::objects.create("name"_f = "In default", "email"_f = "a@example.com");
    const User user = User::objects.using_db("replica").create("name"_f = "In replica", "email"_f = "a@example.com");
    Post::objects.using_db("replica").create("title"_f = "x", "author"_f = user);
    const Post post = Post::objects.using_db("replica").get();
    CHECK(post.author->name == "In replica");
    nuage::db::close_all();
}

TEST_CASE("errors carry what the database said", "[docs]") {
    const BlogDatabase database;
    // [errors]
    try {
        User::objects.create("name"_f = "Another Ada", "email"_f = "ada@example.com");
    } catch (const nuage::UniqueViolation& error) {
        error.what();      // the database's own words
        error.code();      // "SQLITE_CONSTRAINT_UNIQUE", or PostgreSQL's SQLSTATE "23505"
        error.backend();   // "sqlite"
        error.sql();       // the statement, with placeholders
    } catch (const nuage::OperationalError&) {
        // connection lost, lock timeout, disk full …
    }
    // [/errors]
    try {
        User::objects.create("name"_f = "Another Ada", "email"_f = "ada@example.com");
        FAIL("must throw");
    } catch (const nuage::UniqueViolation& error) {
        CHECK(error.code() == "SQLITE_CONSTRAINT_UNIQUE");
        CHECK(error.backend() == "sqlite");
        CHECK(error.sql().starts_with("INSERT INTO \"blog_user\""));
    }
}

TEST_CASE("a query is cancelled by another thread", "[docs]") {
    const BlogDatabase database;
    std::int64_t found = 0;
    // [cancel]
    const nuage::CancelToken token;
    std::thread worker([&] {
        try {
            found = nuage::cancellable(token, [] { return Post::objects.filter("content__icontains"_f = "engine").count(); });
        } catch (const nuage::QueryCancelled&) {
            found = -1;
        }
    });
    token.cancel();   // somebody has closed the window
    worker.join();
    // [/cancel]
    CHECK(found <= 0);
}

TEST_CASE("threads query at the same time", "[docs]") {
    const BlogDatabase database;
    // [threads]
    std::thread worker([] { Post::objects.filter("views__gt"_f = 100).count(); });   // a connection of its own
    User::objects.count();
    worker.join();
    // [/threads]
    CHECK(Post::objects.count() == 4);
}
