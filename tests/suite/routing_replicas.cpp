// SPDX-License-Identifier: MIT
// The router for a primary and its replicas. The replicas here are files that nobody replicates to, so that each row
// tells where it was read.
#include <thread>

#include <nuage/connection.hpp>

#include <support/catch.hpp>
#include <support/routed_databases.hpp>

using namespace nuage::literals;
using rel::Post;
using rel::User;
using routed::names_in;
using routed::other;
using routed::third;

namespace {

using Names = std::vector<std::string>;

/// The two files are the replicas of a third file: what is read may depend on open transactions, and the suite's own
/// database has one.
struct Replicated {
    test::TemporaryDirectory directory{};
    test::Reconfigured settings{
        {{"default", test::default_url()}, {"primary", url("primary.db")}, {other, url("other.db")}, {third, url("third.db")}},
        {std::make_shared<nuage::ReplicaRouter>("primary", std::vector<std::string>{other, third})}};
    Replicated() {
        for (const char* alias : {"primary", other, third}) {
            // The router lets no tables be made on replicas: they would come by replication.
            if (std::string_view(alias) != "primary") {
                nuage::create_tables(rel::nuage_app_rel(), alias);
                CHECK_THROWS_AS(User::objects.using_db(alias).count(), nuage::DatabaseError);
                const nuage::ConnectionProxy connection = nuage::connection(alias);
                for (const std::string& sql : nuage::create_tables_sql(rel::nuage_app_rel(), nuage::sqlite::dialect())) connection.execute(sql);
            } else {
                nuage::create_tables(rel::nuage_app_rel(), alias);
            }
            User::objects.using_db(alias).create("id"_f = 1, "name"_f = alias);
        }
    }
    [[nodiscard]] std::string url(const std::string& file) const { return "sqlite:///" + directory.file(file); }
};

std::string where_read() { return User::objects.get("id"_f = 1).name; }
Names read_twice() {
    Names names{where_read(), where_read()};
    std::sort(names.begin(), names.end());
    return names;
}

const Names replicas{other, third};
const Names primary{"primary", "primary"};

}  // namespace

TEST_CASE_METHOD(Replicated, "reads go to the replicas in turn, writes to the primary") {
    CHECK(read_twice() == replicas);
    CHECK(read_twice() == replicas);
    User::objects.create("name"_f = "new");
    CHECK(names_in("primary") == Names{"new", "primary"});
    CHECK(names_in(other) == Names{other});
    CHECK(names_in(third) == Names{third});
    CHECK(read_twice() == replicas);
}

TEST_CASE_METHOD(Replicated, "an object of a replica is saved on the primary, and may refer to objects of all") {
    User user = User::objects.get("id"_f = 1);
    user.name = "saved";
    user.save();
    CHECK(names_in("primary") == Names{"saved"});
    const User second = User::objects.using_db(third).get();
    Post post = User::objects.using_db(other).get().posts.create("title"_f = "post");
    CHECK_NOTHROW(post.reviewer = second);
    post.save();
    CHECK(Post::objects.using_db("primary").get().reviewer.id() == 1);
    Post fresh{.title = "fresh", .author = user, .reviewer = second};
    CHECK_NOTHROW(fresh.save());
    CHECK(Post::objects.using_db("primary").count() == 2);
}

TEST_CASE_METHOD(Replicated, "inside of an atomic block on the primary, reads go there") {
    nuage::atomic({.using_db = "primary"}, [] { CHECK(read_twice() == primary); });
    CHECK(read_twice() == replicas);
    nuage::atomic({.using_db = third}, [] { CHECK(read_twice() == Names{third, third}); });
    nuage::atomic({.using_db = "primary"}, [] {
        CHECK(User::objects.select_for_update().get("id"_f = 1).name == "primary");
    });
}

TEST_CASE_METHOD(Replicated, "get_or_create() and update_or_create() look on the primary") {
    CHECK_FALSE(User::objects.get_or_create("name"_f = "primary").second);
    CHECK_FALSE(User::objects.update_or_create("id"_f = 1, nuage::defaults("name"_f = "updated")).second);
    CHECK(names_in("primary") == Names{"updated"});
}

TEST_CASE_METHOD(Replicated, "related objects are read from any replica") {
    nuage::atomic({.using_db = "primary"}, [] { User::objects.using_db("primary").get().posts.create("title"_f = "primary"); });
    for (const char* alias : {other, third}) Post::objects.using_db(alias).create("title"_f = alias, "author"_f = nuage::key(1));
    const User user = User::objects.using_db("primary").get();
    Names titles{user.posts.get().title, user.posts.get().title};
    std::sort(titles.begin(), titles.end());
    CHECK(titles == replicas);
    CHECK(Post::objects.using_db("primary").get().author->name != "primary");
    for (const User& one : User::objects.prefetch_related("posts"_f)) CHECK(one.posts.size() == 1);
}

TEST_CASE_METHOD(Replicated, "what hangs on an object of a replica is read from that one") {
    for (const char* alias : {other, third}) Post::objects.using_db(alias).create("title"_f = alias, "author"_f = nuage::key(1));
    for (int i = 0; i < 4; ++i) {
        User user = User::objects.get("id"_f = 1);
        CHECK(user.posts.get().title == user.name);
        CHECK(user.posts[0].author->name == user.name);
        const std::string before = user.name;
        user.refresh_from_db();
        CHECK(user.name == before);
        for (const User& one : User::objects.prefetch_related("posts__author"_f)) {
            CHECK(one.posts[0].title == one.name);
            CHECK(one.posts[0].author->name == one.name);
        }
    }
}

TEST_CASE_METHOD(Replicated, "a thread reads what it has written, to the end of the scope") {
    {
        const nuage::ReadYourWrites scope;
        CHECK(read_twice() == replicas);
        CHECK_FALSE(nuage::ReadYourWrites::has_written("primary"));
        User::objects.filter("id"_f = 1).update("name"_f = "primary");
        CHECK(nuage::ReadYourWrites::has_written("primary"));
        CHECK_FALSE(nuage::ReadYourWrites::has_written("default"));
        CHECK(read_twice() == primary);
        User stale = User::objects.using_db(other).get();
        stale.refresh_from_db();
        CHECK(stale.name == "primary");
    }
    CHECK(read_twice() == replicas);
}

TEST_CASE_METHOD(Replicated, "every way to write counts") {
    using Write = void (*)();
    const Write ways[] = {
        [] { User::objects.create("name"_f = "created"); },
        [] { User{.name = "saved"}.save(); },
        [] { User::objects.filter("id"_f = 0).update("name"_f = ""); },
        [] { CHECK(User::objects.filter("name"_f = "saved").erase().total == 1); },
        [] { User::objects.filter("id"_f = 0).raw_erase(); },
        [] {
            std::vector<User> users{{.name = "bulk"}};
            User::objects.bulk_create(users);
        },
        [] { User::objects.using_db("primary").get("id"_f = 1).friends.clear(); },
        [] { nuage::connection("primary").execute("DELETE FROM rel_user WHERE id = 0"); },
        [] { User::objects.get_or_create("name"_f = "got"); },
    };
    for (const Write write : ways) {
        const nuage::ReadYourWrites scope;
        write();
        CHECK(read_twice() == primary);
    }
}

TEST_CASE_METHOD(Replicated, "scopes nest; another thread's writes do not count") {
    const nuage::ReadYourWrites outer;
    std::thread([] { User::objects.create("name"_f = "of another thread"); }).join();
    CHECK(read_twice() == replicas);
    {
        const nuage::ReadYourWrites inner;
        User::objects.create("name"_f = "of this thread");
        CHECK(read_twice() == primary);
    }
    CHECK(read_twice() == primary);
    {
        const nuage::ReadYourWrites inner;
        CHECK(read_twice() == primary);
    }
}

TEST_CASE_METHOD(Replicated, "a scope reads from the primary when it is told to") {
    nuage::ReadYourWrites scope;
    scope.read_primary("primary");
    CHECK(read_twice() == primary);
}

TEST_CASE("without replicas the primary is read") {
    const test::Reconfigured settings({{"default", "sqlite::memory:"}},
                                      {std::make_shared<nuage::ReplicaRouter>("default", std::vector<std::string>{})});
    nuage::create_tables(rel::nuage_app_rel());
    CHECK(User::objects.count() == 0);
}
