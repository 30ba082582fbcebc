// SPDX-License-Identifier: MIT
// Snippets of docs/instrumentation.md.
#include <map>

#include <nuage/instrumentation.hpp>
#include <support/catch.hpp>

#include "database.hpp"

TEST_CASE("an observer adds up", "[docs]") {
    const BlogDatabase database;
    // [observer]
    std::map<std::string, std::chrono::nanoseconds> spent;
    const nuage::QueryObserver observer([&](const nuage::QueryEvent& event) {
        spent[event.location().str()] += event.duration;   // "src/views.cpp:42"
    });
    // [/observer]
    CHECK(Post::objects.count() == 4);
    CHECK(spent.size() == 1);
}

TEST_CASE("an observer may choose", "[docs]") {
    const BlogDatabase database;
    std::vector<std::string> audit;
    // [options]
    const nuage::QueryObserver writes(
        [&](const nuage::QueryEvent& event) {
            if (event.kind != nuage::QueryKind::statement || event.sql.starts_with("SELECT")) return;
            audit.push_back(std::string(event.sql) + "  -- " + event.params_text());   // "<text>, <integer>"
        },
        {.using_db = "default", .redact = true});
    // [/options]
    User::objects.filter("name"_f = "Ada").update("is_active"_f = false);
    REQUIRE(audit.size() == 1);
    CHECK(audit[0].ends_with("  -- <boolean>, <text>"));
}

namespace {
std::string logged;
void to_journal(std::string_view line) { logged = line; }
}  // namespace

TEST_CASE("slow queries are logged", "[docs]") {
    const BlogDatabase database;
    using std::chrono::milliseconds;
    // [slow]
    nuage::log_slow_queries(milliseconds(200));                                    // to the standard error stream
    nuage::log_slow_queries(milliseconds(200), &to_journal, {.redact = true});     // to a function of one's own
    nuage::log_slow_queries(milliseconds(-1));                                     // no more
    // [/slow]
    nuage::log_slow_queries(milliseconds(0), &to_journal);
    CHECK(Post::objects.filter("title"_f = "Compilers").count() == 1);
    nuage::log_slow_queries(milliseconds(-1));
    CHECK(logged.find("default at ") != std::string::npos);
    // [url]
    nuage::configure({{"default", "sqlite:///blog.db?slow_query=0.2"}});   // in seconds
    // [/url]
}

TEST_CASE("statements are counted", "[docs]") {
    const BlogDatabase database;
    // [count]
    nuage::QueryCounter queries({.locations = true});
    for (const Post& post : Post::objects.all()) static_cast<void>(post.author->name);
    if (queries.count() > 2)
        for (std::size_t i = 0; i < queries.count(); ++i)
            std::printf("%s: %s\n", queries.location(i).str().c_str(), queries.statements()[i].c_str());
    // [/count]
    CHECK(queries.count() == 5);
}

TEST_CASE("a plan is told", "[docs]") {
    const BlogDatabase database;
    const auto posts = Post::objects.filter("views__gt"_f = 100);
    CHECK_FALSE(posts.explain().empty());
    const auto ask = [&] {
        // [explain]
        posts.explain();
        posts.explain({.format = nuage::ExplainFormat::json, .analyze = true});   // runs the query, too
        posts.explain({.others = {{"costs", "off"}}});                            // any option by its name
        // [/explain]
    };
    CHECK_THROWS_AS(ask(), nuage::ValueError);   // SQLite has no options
}
