// SPDX-License-Identifier: MIT
// testing::Databases: databases that live as long as a test program.
#include <nuage/db/maintenance.hpp>
#include <support/catch.hpp>
#include <support/own_databases.hpp>

#include <sys/wait.h>

using namespace nuage::literals;
using nuage::db::DatabaseServer;
using rel::User;

namespace {

DatabaseServer server() { return DatabaseServer(test::default_url(), nuage::linked_drivers()); }

/// Names of test databases made by the process of a number.
std::vector<std::string> names_of(long process) {
    std::vector<std::string> found;
    for (const std::string& name : server().names())
        if (name.starts_with("test_") && name.find("_" + std::to_string(process) + "_") != std::string::npos) found.push_back(name);
    return found;
}

long dead_process() {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(0);
    int status = 0;
    ::waitpid(child, &status, 0);
    return child;
}

}  // namespace

TEST_CASE("test databases have tables of their own and are gone at the end", "[own_connections]") {
    const std::int64_t before = User::objects.count();
    {
        const test::OwnDatabases own;
        CHECK(names_of(::getpid()).size() == 1);
        CHECK(User::objects.count() == 0);
        User::objects.create("name"_f = "Ada");
        CHECK(User::objects.count() == 1);
        CHECK(own.databases.settings().at(0).second != test::default_url());
    }
    CHECK(names_of(::getpid()).empty());
    CHECK(User::objects.count() == before);
}

TEST_CASE("each alias has a test database of its own, also where the URLs are the same", "[own_connections]") {
    const test::OwnDatabases own({{"default", test::default_url()}, {"archive", test::default_url()}});
    CHECK(names_of(::getpid()).size() == 2);
    User::objects.create("name"_f = "Ada");
    CHECK(User::objects.count() == 1);
    CHECK(User::objects.using_db("archive").count() == 0);
    CHECK(nuage::db::aliases() == std::vector<std::string>{"default", "archive"});
}

TEST_CASE("a mirror is the database that it mirrors, within its transaction, too", "[own_connections]") {
    const test::OwnDatabases own({{"default", test::default_url()}, {"replica", test::default_url()}}, {.mirrors = {{"replica", "default"}}});
    CHECK(names_of(::getpid()).size() == 1);
    const nuage::testing::TestCase test;
    User::objects.create("name"_f = "Ada");
    CHECK(User::objects.using_db("replica").count() == 1);
}

TEST_CASE("databases that a dead program left behind are dropped, those of living ones are not", "[own_connections]") {
    std::string own_name;
    {
        const test::OwnDatabases own;
        own_name = names_of(::getpid()).at(0);
    }
    const auto of = [&](long process) {
        std::string name = own_name;
        const std::string number = std::to_string(::getpid());
        return name.replace(name.find("_" + number + "_") + 1, number.size(), std::to_string(process));
    };
    const long dead = dead_process();
    const std::string stale = of(dead);
    const std::string alive = of(::getppid());
    // A file is made by who opens it first.
    for (const std::string& name : {stale, alive}) {
        server().create(name);
        nuage::configure({{"default", server().url_of(name)}});
        nuage::create_tables(rel::nuage_app_rel());
    }
    nuage::configure({{"default", test::default_url()}});
    REQUIRE(names_of(dead).size() == 1);
    {
        const test::OwnDatabases own;
        CHECK(names_of(dead).empty());
        CHECK(names_of(::getppid()).size() == 1);
    }
    server().drop(alive);
    CHECK(names_of(::getppid()).empty());
}

TEST_CASE("what goes wrong while test databases are made leaves none behind", "[own_connections]") {
    {
        const struct Back {
            ~Back() { nuage::configure({{"default", test::default_url()}}); }
        } back;
        CHECK_THROWS_AS(nuage::testing::Databases({{"default", test::default_url()}, {"other", "nosuch://x"}}, {rel::nuage_app_rel()}),
                        nuage::ImproperlyConfigured);
    }
    CHECK(names_of(::getpid()).empty());
}
