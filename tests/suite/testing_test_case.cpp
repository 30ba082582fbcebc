// SPDX-License-Identifier: MIT
// testing::TestCase and TransactionTestCase: tests that leave nothing behind.
#include <support/app_tables.hpp>
#include <nuage/connection.hpp>
#include <support/catch.hpp>
#include <support/own_databases.hpp>

#include <thread>

using namespace nuage::literals;
using nuage::testing::TestCase;
using rel::Account;
using rel::Post;
using rel::Tag;
using rel::User;

TEST_CASE("what a TestCase writes is rolled back, blocks inside of it are savepoints") {
    {
        const TestCase test;
        User::objects.create("name"_f = "Ada");
        nuage::atomic([] { User::objects.create("name"_f = "Ben"); });
        CHECK_THROWS_AS(nuage::atomic([] {
                            User::objects.create("name"_f = "Cleo");
                            throw nuage::ValueError("no");
                        }),
                        nuage::ValueError);
        CHECK(User::objects.count() == 2);
    }
    CHECK(User::objects.count() == 0);
}

TEST_CASE("in a TestCase the program's outermost block may be durable and have a mode, an inner one may not") {
    const TestCase test;
    nuage::atomic({.durable = true, .isolation = nuage::Isolation::serializable}, [] {
        User::objects.create("name"_f = "Ada");
        CHECK_THROWS_AS(nuage::atomic({.durable = true}, [] {}), nuage::TransactionManagementError);
    });
    CHECK(User::objects.count() == 1);
}

TEST_CASE("after a TestCase a durable block is refused inside of another one as before") {
    { const TestCase test; }
    nuage::atomic([] { CHECK_THROWS_AS(nuage::atomic({.durable = true}, [] {}), nuage::TransactionManagementError); });
}

TEST_CASE("constraints that only COMMIT would check are checked at the end of a TestCase") {
    if (!test::features().deferred_foreign_keys) return;
    const test::Failures failures;
    {
        const TestCase test;
        nuage::connection().execute("INSERT INTO rel_account (user_id, plan) VALUES (77, 'x')");
        CHECK(test::Failures::told.empty());
    }
    REQUIRE(test::Failures::told.size() == 1);
    CHECK(test::Failures::told[0].starts_with("at the end of a test: "));
    CHECK(Account::objects.count() == 0);
}

TEST_CASE("a TestCase that an exception leaves checks nothing more") {
    const test::Failures failures;
    const auto body = [] {
        const TestCase test;
        if (test::features().deferred_foreign_keys) nuage::connection().execute("INSERT INTO rel_account (user_id, plan) VALUES (77, 'x')");
        throw nuage::ValueError("the test failed");
    };
    CHECK_THROWS_AS(body(), nuage::ValueError);
    CHECK(test::Failures::told.empty());
    CHECK(Account::objects.count() == 0);
}

TEST_CASE("a TestCase ends well after a query failed in it") {
    const test::Failures failures;
    {
        const TestCase test;
        Tag::objects.create("label"_f = "x");
        CHECK_THROWS_AS(Tag::objects.create("label"_f = "x"), nuage::IntegrityError);
    }
    CHECK(test::Failures::told.empty());
    CHECK(Tag::objects.count() == 0);
}

TEST_CASE("functions given to on_commit() are captured in a TestCase, and called only if that is wanted") {
    const TestCase test;
    std::vector<std::string> called;
    const auto sign_up = [&] {
        nuage::atomic([&] {
            User::objects.create("name"_f = "Ada");
            nuage::on_commit([&] {
                called.emplace_back("mail");
                nuage::on_commit([&] { called.emplace_back("later"); });
            });
        });
        CHECK_THROWS_AS(nuage::atomic([&] {
                            nuage::on_commit([&] { called.emplace_back("never"); });
                            throw nuage::ValueError("no");
                        }),
                        nuage::ValueError);
    };
    const auto kept = nuage::testing::capture_on_commit_callbacks(sign_up);
    CHECK(called.empty());
    REQUIRE(kept.size() == 1);
    kept.call(0);
    CHECK(called == std::vector<std::string>{"mail"});
    called.clear();
    const auto executed = nuage::testing::capture_on_commit_callbacks({.execute = true}, sign_up);
    CHECK(called == std::vector<std::string>{"mail", "later"});
    CHECK(executed.size() == 2);
}

TEST_CASE("callbacks cannot be captured outside of a block") {
    CHECK_THROWS_AS(nuage::testing::capture_on_commit_callbacks([] {}), nuage::TransactionManagementError);
}

TEST_CASE("a TransactionTestCase lets the program commit and empties all tables", "[own_connections]") {
    const test::OwnDatabases own;
    std::int64_t first = 0;
    for (int i = 0; i < 2; ++i) {
        const nuage::testing::TransactionTestCase test({.reset_keys = true});
        const User ada = User::objects.create("name"_f = "Ada");
        if (i == 0) first = ada.id;
        CHECK(ada.id == first);
        Post post = Post::objects.create("title"_f = "Looms", "author"_f = ada);
        post.tags.add(Tag::objects.create("label"_f = "old"));
        User friendly = User::objects.create("name"_f = "Ben");
        friendly.friends.add(ada);
        std::int64_t seen = 0;
        std::thread([&] { seen = User::objects.count(); }).join();
        CHECK(seen == 2);
    }
    CHECK(User::objects.count() == 0);
    CHECK(Post::objects.count() == 0);
    CHECK(Tag::objects.count() == 0);
    CHECK(nuage::connection().rows<std::int64_t>("SELECT COUNT(*) FROM rel_post_tags") == std::vector<std::int64_t>{0});
}

TEST_CASE("flush() keeps on counting keys unless it is told otherwise", "[own_connections]") {
    const test::OwnDatabases own;
    const User ada = User::objects.create("name"_f = "Ada");
    nuage::testing::flush();
    CHECK(User::objects.count() == 0);
    CHECK(User::objects.create("name"_f = "Ada").id > ada.id);
}
