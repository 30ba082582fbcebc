// SPDX-License-Identifier: MIT
// Snippets of docs/testing.md.
#include <thread>

#include <nuage/testing.hpp>
#include <support/catch.hpp>

#include "database.hpp"

namespace {

struct Page {
    std::vector<std::string> lines{};
};
Page render(const nuage::QuerySet<Post>& posts) {
    Page page;
    for (const Post& post : posts.select_related("author"_f)) page.lines.push_back(post.title + ", by " + post.author->name);
    return page;
}

// [databases]
const nuage::DatabaseSettings settings{{"default", "sqlite:///blog.db"}, {"replica", "sqlite:///blog.db"}};

struct TestDatabases {
    nuage::testing::Databases databases{settings, {nuage_app_blog()}, {.mirrors = {{"replica", "default"}}}};
};
// [/databases]

// [case]
struct BlogTest : nuage::testing::TestCase {
    User ada = User::objects.create("name"_f = "Ada", "email"_f = "ada@example.com");
    Post post = Post::objects.create("title"_f = "Looms", "author"_f = ada);
};
// [/case]

struct Session : TestDatabases, BlogTest {};

void sign_up(const std::string& name) {
    nuage::atomic([&] {
        User::objects.create("name"_f = name, "email"_f = name + "@example.com");
        nuage::on_commit([] {});
    });
}

// [catch2]
void report(std::string_view message) { FAIL_CHECK(std::string(message)); }
const auto aborting = nuage::testing::set_failure_handler(&report);
// [/catch2]

}  // namespace

// [test]
TEST_CASE_METHOD(Session, "a post knows its author", "[docs]") {
    CHECK(post.author->name == "Ada");
    CHECK(User::objects.using_db("replica").count() == 1);   // in the same transaction
}
// [/test]

TEST_CASE_METHOD(Session, "queries are expected", "[docs]") {
    // [queries]
    const Page page = nuage::testing::expect_queries(1, [] { return render(Post::objects.all()); });
    // [/queries]
    CHECK(page.lines == std::vector<std::string>{"Looms, by Ada"});
}

TEST_CASE_METHOD(Session, "callbacks are captured", "[docs]") {
    // [on-commit]
    const auto callbacks = nuage::testing::capture_on_commit_callbacks([] { sign_up("grace"); });
    CHECK(callbacks.size() == 1);
    callbacks.call_all();
    // [/on-commit]
}

// [transaction]
struct WorkerTest : TestDatabases, nuage::testing::TransactionTestCase {
    WorkerTest() : TransactionTestCase({.reset_keys = true}) {}
};

TEST_CASE_METHOD(WorkerTest, "another thread sees the user", "[docs]") {
    User::objects.create("name"_f = "Ada", "email"_f = "ada@example.com");
    std::int64_t seen = 0;
    std::thread([&] { seen = User::objects.count(); }).join();
    CHECK(seen == 1);
}
// [/transaction]

TEST_CASE_METHOD(Session, "fixtures are loaded and dumped", "[docs]") {
    // [fixtures]
    nuage::testing::load_fixture_text(R"([
        {"model": "blog.post", "pk": 7, "fields": {"title": "Cards", "content": "", "views": 3, "author": 41}},
        {"model": "blog.user", "pk": 41, "fields": {"name": "Grace", "email": "grace@example.com"}}
    ])");
    const std::string json = nuage::testing::dump_fixture(User::objects.all(), Post::objects.filter("pk"_f = 7));
    // [/fixtures]
    CHECK(Post::objects.get("title"_f = "Cards").author->name == "Grace");
    CHECK(json.find("blog.post") != std::string::npos);
}
