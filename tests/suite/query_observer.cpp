// SPDX-License-Identifier: MIT
// QueryObserver: who is told of which statement, and what.
#include <nuage/connection.hpp>
#include <nuage/instrumentation.hpp>
#include <support/app_tables.hpp>
#include <support/catch.hpp>
#include <support/database.hpp>

#include <thread>

using namespace nuage::literals;
using nuage::QueryEvent;
using nuage::QueryKind;
using nuage::QueryObserver;
using shop::Author;
using shop::Book;
using shop::Sample;
using shop::Tag;

namespace {

/// What remains of an event when its call is over.
struct Seen {
    QueryKind kind;
    std::string alias, sql, params, error, place;
    std::uint32_t line;
    std::int64_t rows;
    std::chrono::nanoseconds duration;
    bool cached, in_transaction;

    explicit Seen(const QueryEvent& e)
        : kind(e.kind), alias(e.alias), sql(e.sql), params(e.params_text()), error(e.error_text()), place(e.location().file),
          line(e.location().line), rows(e.rows), duration(e.duration), cached(e.cached), in_transaction(e.in_transaction) {}
};

struct Recorder {
    std::vector<Seen> seen{};
    QueryObserver observer{[this](const QueryEvent& event) { seen.emplace_back(event); }};

    [[nodiscard]] std::vector<QueryKind> kinds() const {
        std::vector<QueryKind> all;
        for (const Seen& event : seen) all.push_back(event.kind);
        return all;
    }
};

#define CHECK_PLACE(event, wanted)                                              \
    if (nuage::db::knows_lines()) {                                             \
        INFO((event).place);                                                    \
        CHECK((event).line == static_cast<std::uint32_t>(wanted));              \
        CHECK((event).place.find("query_observer.cpp") != std::string::npos);   \
    }

}  // namespace

TEST_CASE_METHOD(test::Bookshop, "an observer is told SQL, parameters, rows, time and alias of each statement") {
    Recorder all;
    static_cast<void>(Book::objects.filter("pages__gte"_f = 100, "title__startswith"_f = "A").fetch());
    REQUIRE(all.seen.size() == 1);
    const Seen& read = all.seen[0];
    CHECK(read.kind == QueryKind::statement);
    CHECK(read.alias == "default");
    CHECK(read.sql.starts_with("SELECT "));
    CHECK(read.params == "100, 'A%'");
    CHECK(read.rows == 1);
    CHECK(read.duration.count() > 0);
    CHECK(read.in_transaction);
    CHECK(read.error.empty());

    Tag tag = Tag::objects.create("label"_f = "fourth");
    CHECK(all.seen.back().rows == 1);
    CHECK(all.seen.back().params.find("'fourth'") != std::string::npos);
    CHECK(Book::objects.filter("pages__gt"_f = 0).update("stock"_f = 7) == 3);
    CHECK(all.seen.back().rows == 3);
    CHECK(Book::objects.filter("pages__gt"_f = 0).count() == 3);
    CHECK(all.seen.back().rows == 1);
    CHECK(Tag::objects.raw("SELECT * FROM shop_tag WHERE label <> ?", "x").size() == 4);
    CHECK(all.seen.back().rows == 4);
    CHECK(all.seen.back().params == "'x'");
    nuage::connection().execute("DELETE FROM shop_tag WHERE label = ?", "fourth");
    CHECK(all.seen.back().rows == 1);
    CHECK(all.seen.size() == 6);
}

TEST_CASE_METHOD(test::Bookshop, "an event says whether the statement was prepared before") {
    Recorder all;
    for (int i = 0; i < 2; ++i) static_cast<void>(Book::objects.filter("stock__lt"_f = i, "isbn"_f = "no such").first());
    REQUIRE(all.seen.size() == 2);
    CHECK_FALSE(all.seen[0].cached);
    CHECK(all.seen[1].cached);
}

TEST_CASE_METHOD(test::Bookshop, "an event knows the line of the program that ran the query") {
    Recorder all;
    static_cast<void>(Book::objects.filter("title"_f = "Alpha").count()); const int plain = __LINE__;
    Tag tag = Tag::objects.create("label"_f = "fourth", "colour"_f = shop::Colour::red); const int variadic = __LINE__;
    const auto books = Book::objects.order_by("title"_f);
    const int loop = __LINE__ + 1;
    for (const Book& each : books) CHECK_FALSE(each.title.empty());
    Book book = Book::objects.get("title"_f = "Alpha"); const int get = __LINE__;
    static_cast<void>(book.author->first_name); const int relation = __LINE__;
    nuage::atomic([&] {
        tag.colour = shop::Colour::green;
        tag.save(); const int save = __LINE__;
        CHECK_PLACE(all.seen.back(), save);
        tag.erase(); const int erase = __LINE__;
        CHECK_PLACE(all.seen.back(), erase);
    });
    REQUIRE(all.seen.size() >= 5);
    CHECK_PLACE(all.seen[0], plain);
    CHECK_PLACE(all.seen[1], variadic);
    CHECK_PLACE(all.seen[2], loop);
    CHECK_PLACE(all.seen[3], get);
    CHECK_PLACE(all.seen[4], relation);
    CHECK_FALSE(nuage::db::CallStack::here().site().str().empty());
}

TEST_CASE_METHOD(test::Rollback, "savepoints are told with their kind, and block by block") {
    Recorder all;
    nuage::atomic([] {});
    CHECK_THROWS_AS(nuage::atomic([] { throw nuage::ValueError("no"); }), nuage::ValueError);
    const auto made = nuage::savepoint();
    nuage::savepoint_rollback(made);
    nuage::savepoint_commit(made);
    CHECK(all.kinds() == std::vector<QueryKind>{QueryKind::savepoint, QueryKind::savepoint_commit, QueryKind::savepoint,
                                                QueryKind::savepoint_rollback, QueryKind::savepoint_commit, QueryKind::savepoint,
                                                QueryKind::savepoint_rollback, QueryKind::savepoint_commit});
    CHECK(all.seen[0].sql.starts_with("SAVEPOINT "));
}

TEST_CASE("transactions are told with their kind") {
    Recorder all;
    nuage::atomic([] { static_cast<void>(Tag::objects.count()); });
    CHECK_THROWS_AS(nuage::atomic([] { throw nuage::ValueError("no"); }), nuage::ValueError);
    CHECK(all.kinds() == std::vector<QueryKind>{QueryKind::begin, QueryKind::statement, QueryKind::commit, QueryKind::begin, QueryKind::rollback});
    CHECK_FALSE(all.seen[0].in_transaction);
    CHECK(all.seen[1].in_transaction);
}

TEST_CASE_METHOD(test::Bookshop, "a failed statement is told with its error, whether running or preparing it fails") {
    Recorder all;
    CHECK_THROWS_AS(nuage::atomic([] { Tag::objects.create("label"_f = "new"); }), nuage::IntegrityError);
    REQUIRE(all.seen.size() == 4);   // a savepoint before, and two statements that give it up
    CHECK_FALSE(all.seen[1].error.empty());
    CHECK(all.seen[1].sql.starts_with("INSERT "));
    CHECK(all.seen[1].params.find("'new'") != std::string::npos);
    CHECK(all.seen[1].rows == -1);
    CHECK(all.seen[2].error.empty());
    CHECK_THROWS_AS(nuage::atomic([] { nuage::connection().execute("SELEKT ?", 1); }), nuage::DatabaseError);
    CHECK(all.seen.at(5).sql.starts_with("SELEKT "));
    CHECK_FALSE(all.seen.at(5).error.empty());
}

TEST_CASE_METHOD(test::Rollback, "a stream is told once, when it ends, with all its rows") {
    std::vector<Sample> rows(25);
    Sample::objects.bulk_create(rows);
    Recorder all;
    for (const Sample& row : Sample::objects.iterator(10)) static_cast<void>(row);
    REQUIRE(all.seen.size() == 1);
    CHECK(all.seen[0].rows == 25);
    CHECK(all.seen[0].sql.find("type_sheet") != std::string::npos);
    for (const Sample& row : Sample::objects.iterator(10)) {
        static_cast<void>(row);
        break;
    }
    REQUIRE(all.seen.size() == 2);
    CHECK(all.seen[1].rows == 1);
    CHECK(all.seen[1].error.empty());
}

TEST_CASE_METHOD(test::Bookshop, "queries that are run together are told each for itself") {
    Recorder all;
    const auto authors = Author::objects.prefetch_related("books"_f, "edited_books"_f, "reviews"_f).order_by("id"_f);
    CHECK(authors.size() == 4);
    std::vector<std::int64_t> rows;
    for (const Seen& event : all.seen) rows.push_back(event.rows);
    CHECK(rows == std::vector<std::int64_t>{4, 4, 2, 4});
}

TEST_CASE_METHOD(test::Rollback, "rows that the database loads in its own way are told as one statement") {
    std::vector<Tag> tags(std::max<std::size_t>(test::features().bulk_load_rows, 3));
    for (std::size_t i = 0; i < tags.size(); ++i) tags[i].label = std::to_string(i);
    Recorder all;
    Tag::objects.bulk_create(tags);
    REQUIRE_FALSE(all.seen.empty());
    std::int64_t rows = 0;
    for (const Seen& event : all.seen) rows += event.rows;
    CHECK(rows == static_cast<std::int64_t>(tags.size()));
}

TEST_CASE_METHOD(test::Bookshop, "parameters are withheld from an observer that wants none of them") {
    std::string params;
    std::vector<nuage::Value> values;
    const QueryObserver observer(
        [&](const QueryEvent& event) {
            params = event.params_text();
            values = event.params();
        },
        {.redact = true});
    static_cast<void>(Book::objects.filter("pages"_f = 100, "title"_f = "Alpha").count());
    CHECK(params == "<integer>, <text>");
    CHECK(values == std::vector<nuage::Value>{nuage::Value("<integer>"), nuage::Value("<text>")});
}

TEST_CASE_METHOD(test::Bookshop, "an observer may ask for one database") {
    int told = 0;
    const QueryObserver other([&](const QueryEvent&) { ++told; }, {.using_db = "elsewhere"});
    const QueryObserver own([&](const QueryEvent&) { told += 10; }, {.using_db = "default"});
    CHECK(Book::objects.count() == 4);
    CHECK(told == 10);
}

namespace {
std::string reported;
}

TEST_CASE_METHOD(test::Bookshop, "what an observer throws goes to the error reporter, and the query is not disturbed") {
    reported.clear();
    const nuage::ErrorReporter before = nuage::set_error_reporter([](std::string_view where, const std::exception_ptr& error) {
        try {
            std::rethrow_exception(error);
        } catch (const std::exception& e) {
            reported = std::string(where) + ": " + e.what();
        }
    });
    {
        const QueryObserver observer([](const QueryEvent&) { throw nuage::ValueError("broken"); });
        CHECK(Book::objects.count() == 4);
    }
    nuage::set_error_reporter(before);
    CHECK(reported == "an observer of queries: broken");
}

TEST_CASE_METHOD(test::Bookshop, "what an observer asks itself is told to nobody") {
    int told = 0;
    std::int64_t books = 0;
    nuage::QueryCounter counter;
    {
        const QueryObserver observer([&](const QueryEvent&) {
            ++told;
            books = Book::objects.count();
        });
        CHECK(Tag::objects.count() == 3);
    }
    CHECK(told == 1);
    CHECK(books == 4);
    CHECK(counter.count() == 1);
}

TEST_CASE_METHOD(test::Bookshop, "an observer may end itself, and is told nothing afterwards") {
    int told = 0;
    std::optional<QueryObserver> observer;
    observer.emplace([&](const QueryEvent&) {
        ++told;
        observer.reset();
    });
    CHECK(Book::objects.count() == 4);
    CHECK(Book::objects.count() == 4);
    CHECK(told == 1);
}

TEST_CASE("observers come and go while other threads run queries") {
    std::atomic<bool> stop{false};
    std::atomic<int> told{0};
    std::thread reader([&] {
        while (!stop) static_cast<void>(Tag::objects.count());
    });
    for (int i = 0; i < 200 || told == 0; ++i) {
        auto alive = std::make_unique<std::atomic<bool>>(true);
        const QueryObserver observer([&told, &alive](const QueryEvent&) {
            if (*alive) ++told;
            else std::abort();
        });
    }
    stop = true;
    reader.join();
    CHECK(told > 0);
}

TEST_CASE_METHOD(test::Bookshop, "a counter can say where its statements were run") {
    nuage::QueryCounter queries({.locations = true});
    CHECK(Book::objects.count() == 4); const int line = __LINE__;
    REQUIRE(queries.count() == 1);
    if (nuage::db::knows_lines()) CHECK(queries.location(0).line == static_cast<std::uint32_t>(line));
    CHECK(queries.location(7).file.empty());
}
