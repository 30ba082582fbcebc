// SPDX-License-Identifier: MIT
// The log of slow queries, and explain().
#include <nuage/instrumentation.hpp>
#include <support/app_tables.hpp>
#include <support/catch.hpp>
#include <support/database.hpp>
#include <support/reconfigured.hpp>

#include <algorithm>
#include <fstream>

#include <fcntl.h>

using namespace nuage::literals;
using shop::Book;
using shop::Tag;

namespace {

std::vector<std::string> lines;
void take(std::string_view line) { lines.emplace_back(line); }

struct Log {
    explicit Log(std::chrono::milliseconds least, const nuage::SlowQueryOptions& options = {}) {
        lines.clear();
        nuage::log_slow_queries(least, &take, options);
    }
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;
    ~Log() { nuage::log_slow_queries(std::chrono::milliseconds(-1)); }
};

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE_METHOD(test::Bookshop, "the log of slow queries has a line with time, alias, place, rows, SQL and parameters") {
    const Log log(std::chrono::milliseconds(0));
    static_cast<void>(Book::objects.filter("title"_f = "Alpha").fetch());
    REQUIRE(lines.size() == 1);
    const std::string& line = lines[0];
    CHECK(line.starts_with("slow query: "));
    CHECK(has(line, " ms default at "));
    if (nuage::db::knows_lines()) CHECK(has(line, "query_slow_log.cpp:"));
    CHECK(has(line, ", 1 row: SELECT "));
    CHECK(line.ends_with("  -- 'Alpha'"));
}

TEST_CASE_METHOD(test::Bookshop, "what is fast is not logged") {
    const Log log(std::chrono::hours(1));
    static_cast<void>(Book::objects.filter("title"_f = "Alpha").fetch());
    CHECK(lines.empty());
}

TEST_CASE_METHOD(test::Bookshop, "the log cuts long parameters, between characters, and keeps to one line") {
    const Log log(std::chrono::milliseconds(0), {.most_characters = 6});
    static_cast<void>(Book::objects.filter("title"_f = "ab\ncäöüß").count());
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].ends_with("  -- 'ab c…"));
    static_cast<void>(Tag::objects.raw("SELECT *\n  FROM shop_tag"));
    CHECK(has(lines.at(1), "SELECT * FROM shop_tag"));
}

TEST_CASE_METHOD(test::Bookshop, "the log withholds parameters where it is told to") {
    const Log log(std::chrono::milliseconds(0), {.redact = true});
    static_cast<void>(Book::objects.filter("title"_f = "secret").count());
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].ends_with("  -- <text>"));
    CHECK_FALSE(has(lines[0], "secret"));
}

TEST_CASE_METHOD(test::Bookshop, "the log says why a statement failed") {
    const Log log(std::chrono::milliseconds(0));
    CHECK_THROWS_AS(nuage::atomic([] { Tag::objects.create("label"_f = "new"); }), nuage::IntegrityError);
    CHECK(has(lines.at(1), ", failed: "));
    CHECK(has(lines.at(1), ": INSERT INTO "));
}

TEST_CASE("the option slow_query of a URL logs to the standard error stream, and ends with its databases") {
    const test::TemporaryDirectory folder;
    const auto logged = [&](const std::string& option) {
        std::fflush(stderr);
        const int before = ::dup(2);
        const int file = ::open(folder.file("log").c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
        ::dup2(file, 2);
        ::close(file);
        {
            const test::Reconfigured databases({{"default", test::default_url(option)}});
            static_cast<void>(Tag::objects.filter("label"_f = "x").count());
        }
        static_cast<void>(Tag::objects.count());
        std::fflush(stderr);
        ::dup2(before, 2);
        ::close(before);
        std::ifstream read(folder.file("log"));
        return std::string((std::istreambuf_iterator<char>(read)), std::istreambuf_iterator<char>());
    };
    const std::string all = logged("slow_query=0");
    CHECK(has(all, "slow query: "));
    CHECK(has(all, " default at "));
    CHECK(std::count(all.begin(), all.end(), '\n') == 1);
    CHECK(logged("slow_query=3600").empty());
    const auto configure = [] { const test::Reconfigured databases({{"default", test::default_url("slow_query=often")}}); };
    CHECK_THROWS_AS(configure(), nuage::ImproperlyConfigured);
}

TEST_CASE("an option that no database knows is refused by explain(), and nothing is sent") {
    nuage::QueryCounter queries;
    CHECK_THROWS_AS(Book::objects.all().explain({.others = {{"flavour", "mild"}}}), nuage::ValueError);
    CHECK_THROWS_AS(Book::objects.all().explain({.format = nuage::ExplainFormat::xml, .others = {{"flavour", "mild"}}}), nuage::ValueError);
    CHECK(queries.count() == 0);
}

TEST_CASE("explain() tells a plan in each form that the database has") {
    int told = 0;
    for (const auto format : {nuage::ExplainFormat::text, nuage::ExplainFormat::json, nuage::ExplainFormat::xml, nuage::ExplainFormat::yaml,
                              nuage::ExplainFormat::traditional, nuage::ExplainFormat::tree}) {
        try {
            const std::string plan = Book::objects.filter("title"_f = "x").explain({.format = format});
            CHECK_FALSE(plan.empty());
            if (format == nuage::ExplainFormat::json) CHECK(plan.find_first_of("{[") != std::string::npos);
            ++told;
        } catch (const nuage::ValueError& error) {
            CHECK(has(error.what(), " is not a recognized format. "));
        }
    }
    CHECK(told == (test::features().remote ? told : 0));
    if (test::features().remote) CHECK(told >= 3);
}

TEST_CASE("explain() can run the query where the server tells what it took") {
    if (!test::features().remote) {
        CHECK_THROWS_AS(Book::objects.all().explain({.analyze = true}), nuage::ValueError);
        return;
    }
    CHECK_FALSE(Book::objects.filter("title"_f = "x").explain({.analyze = true}).empty());
    CHECK_FALSE(Book::objects.filter("title"_f = "x").explain({.format = nuage::ExplainFormat::text, .analyze = true}).empty());
}
