// SPDX-License-Identifier: MIT
// QueryCounter: which statements count.
#include <nuage/db/query_log.hpp>
#include <support/app_tables.hpp>
#include <support/catch.hpp>
#include <support/database.hpp>

#include <thread>

using namespace nuage::literals;
using nuage::QueryCounter;
using shop::Book;
using shop::Sample;
using shop::Tag;

TEST_CASE_METHOD(test::Bookshop, "every kind of query counts once, with its SQL") {
    QueryCounter queries;
    static_cast<void>(Book::objects.filter("title"_f = "Alpha").fetch());
    CHECK(queries.count() == 1);
    CHECK(queries.statements().at(0).starts_with("SELECT "));
    CHECK(Book::objects.count() == 4);
    CHECK(Book::objects.filter("pages"_f > 1000).exists() == false);
    CHECK(queries.count() == 3);
    Tag tag = Tag::objects.create("label"_f = "fourth");
    CHECK(queries.statements().back().starts_with("INSERT "));
    tag.label = "other";
    tag.save();
    tag.refresh_from_db();
    tag.erase();
    CHECK(queries.count() == 8);   // erase() looks after the rows that refer to the tag
    std::vector<Tag> tags(2);
    tags[0].label = "a";
    tags[1].label = "b";
    Tag::objects.bulk_create(tags);
    Tag::objects.bulk_update(tags, nuage::fields("colour"_f));
    Tag::objects.filter("label"_f = "a").update("label"_f = "c");
    CHECK(queries.count() == 11);
    CHECK(Tag::objects.raw("SELECT * FROM shop_tag WHERE label = ?", "c").size() == 1);
    nuage::db::execute("DELETE FROM shop_tag WHERE label = 'c'", {}, nullptr);
    CHECK(queries.count() == 13);
    CHECK(queries.statements().back() == "DELETE FROM shop_tag WHERE label = 'c'");
}

TEST_CASE_METHOD(test::Bookshop, "what sends nothing does not count") {
    QueryCounter queries;
    CHECK(Book::objects.none().count() == 0);
    const auto books = Book::objects.order_by("title"_f);
    CHECK(queries.count() == 0);
    CHECK(books.size() == 4);
    CHECK(books.size() == 4);
    CHECK(queries.count() == 1);
}

TEST_CASE_METHOD(test::Bookshop, "transactions and savepoints do not count") {
    QueryCounter queries;
    nuage::atomic([] { nuage::atomic([] {}); });
    CHECK(queries.count() == 0);
    CHECK_THROWS_AS(nuage::atomic([] { throw nuage::ValueError("no"); }), nuage::ValueError);
    CHECK(queries.count() == 0);
}

TEST_CASE_METHOD(test::Bookshop, "a statement that fails counts, whether running or preparing it fails") {
    QueryCounter queries;
    CHECK_THROWS_AS(nuage::atomic([] { Tag::objects.create("label"_f = "new"); }), nuage::IntegrityError);
    CHECK(queries.count() == 1);
    CHECK_THROWS_AS(nuage::atomic([] { static_cast<void>(Tag::objects.raw("SELECT id FROM no_such_table")); }),
                    nuage::DatabaseError);
    CHECK_THROWS_AS(nuage::atomic([] { nuage::db::execute("SELEKT ?", {nuage::Value(1)}, nullptr); }), nuage::DatabaseError);
    CHECK(queries.count() == 3);
    CHECK(queries.statements().back().starts_with("SELEKT "));
}

TEST_CASE_METHOD(test::Rollback, "a stream counts once, however many chunks it takes") {
    std::vector<Sample> rows(25);
    Sample::objects.bulk_create(rows);
    QueryCounter queries;
    int read = 0;
    for (const Sample& row : Sample::objects.iterator(10)) read += row.id > 0 ? 1 : 0;
    CHECK(read == 25);
    CHECK(queries.count() == 1);
    CHECK(queries.statements().at(0).starts_with("SELECT "));
}

TEST_CASE_METHOD(test::Rollback, "rows that the database loads in its own way count as one statement") {
    std::vector<Tag> tags(test::features().bulk_load_rows);
    if (tags.empty()) {
        WARN("skipped: the database has no such way");
        return;
    }
    for (std::size_t i = 0; i < tags.size(); ++i) tags[i].label = std::to_string(i);
    QueryCounter queries;
    Tag::objects.bulk_create(tags);
    CHECK(queries.count() == 1);
    CHECK(queries.statements().at(0).find("shop_tag") != std::string::npos);
}

TEST_CASE_METHOD(test::Bookshop, "counters nest, and one that pauses does not stop the others") {
    QueryCounter outer;
    CHECK(Book::objects.count() == 4);
    {
        QueryCounter inner;
        CHECK(Book::objects.count() == 4);
        inner.pause();
        CHECK(Book::objects.count() == 4);
        inner.resume();
        CHECK(Book::objects.count() == 4);
        CHECK(inner.count() == 2);
    }
    CHECK(Book::objects.count() == 4);
    CHECK(outer.count() == 5);
}

TEST_CASE_METHOD(test::Bookshop, "counters may end in any order") {
    auto first = std::make_unique<QueryCounter>();
    auto second = std::make_unique<QueryCounter>();
    first.reset();
    CHECK(Book::objects.count() == 4);
    CHECK(second->count() == 1);
    second.reset();
    CHECK(Book::objects.count() == 4);
}

TEST_CASE("a counter knows nothing of other threads") {
    QueryCounter queries;
    std::thread([] { static_cast<void>(Tag::objects.count()); }).join();
    CHECK(queries.count() == 0);
}
