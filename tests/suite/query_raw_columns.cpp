// SPDX-License-Identifier: MIT
// Hand-written SQL: columns beside those of a model, and rows that are no objects.
#include <nuage/connection.hpp>
#include <nuage/db/query_log.hpp>
#include <support/app_tables.hpp>
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using nuage::connection;
using nuage::Extra;
using shop::Book;
using shop::Tag;
using test::Names;

TEST_CASE_METHOD(test::Bookshop, "raw() reads further columns by name and type") {
    const auto books = Book::objects.raw<Extra<"twice", std::int64_t>, Extra<"loud", std::string>, Extra<"half", std::optional<double>>>(
        "SELECT id, pages * 2 AS twice, UPPER(title) AS Loud, weight AS half, title FROM catalogue_book WHERE pages > ? ORDER BY title", 100);
    REQUIRE(books.size() == 2);
    CHECK(books[0].title == "Beta");
    CHECK(books[0]["twice"_f] == 400);
    CHECK(books[0]["loud"_f] == "BETA");
    CHECK(books[1]["half"_f] == Book::objects.get("title"_f = "Gamma").weight);
    CHECK(books.columns().size() == 5);
    Book beta_again = books[0];   // objects like any others
    beta_again.refresh_from_db();
    CHECK(beta_again.pages == 200u);
    CHECK(books[0] == beta);
}

TEST_CASE_METHOD(test::Bookshop, "raw() knows the names of its columns, of no rows, too") {
    CHECK(Tag::objects.raw("SELECT id, label AS tag_label, colour FROM shop_tag").columns() == Names{"id", "tag_label", "colour"});
    CHECK(Tag::objects.raw("SELECT id FROM shop_tag WHERE id < 0").columns() == Names{"id"});
    const std::vector<Tag> tags = Tag::objects.raw("SELECT id FROM shop_tag");
    CHECK(tags.size() == 3);
}

TEST_CASE_METHOD(test::Bookshop, "raw() says which further column is missing, and of what does not fit its type") {
    CHECK_THROWS_WITH((Tag::objects.raw<Extra<"twice", std::int64_t>>("SELECT id, label FROM shop_tag")),
                      "[F019] the SQL given to raw() has no column 'twice'");
    CHECK_THROWS_AS((Book::objects.raw<Extra<"cost", std::int64_t>>("SELECT id, NULL AS cost FROM catalogue_book")), nuage::Error);
}

TEST_CASE_METHOD(test::Bookshop, "connection().rows() gives tuples") {
    nuage::QueryCounter queries;
    const auto rows = connection().rows<std::tuple<std::string, std::optional<std::int64_t>, std::optional<nuage::Date>>>(
        "SELECT title, pages, published FROM catalogue_book WHERE title <> ? ORDER BY title", "Beta");
    CHECK(queries.count() == 1);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0] == std::tuple("Alpha", 100, nuage::date(2020, 1, 1)));
    CHECK(rows[1] == std::tuple("Delta", std::nullopt, std::nullopt));
}

TEST_CASE_METHOD(test::Bookshop, "connection().rows() gives the values of one column, and those of kinds known at run time only") {
    CHECK(connection().rows<std::string>("SELECT title FROM catalogue_book WHERE title LIKE 'A%' OR title = ?", "Beta").size() == 2);
    CHECK(connection().rows<std::int64_t>("SELECT COUNT(*) FROM catalogue_book") == std::vector<std::int64_t>{4});
    CHECK(connection().rows<nuage::Uuid>("SELECT uid FROM catalogue_book WHERE title = ?", "Alpha").at(0) == alpha.uid);
    CHECK(connection().rows<bool>("SELECT is_ebook FROM catalogue_book WHERE title = ?", "Alpha").at(0) == alpha.is_ebook);
    CHECK(connection().rows<std::optional<nuage::Decimal>>("SELECT price FROM catalogue_book WHERE title = ?", "Beta").at(0) == 20.5_dec);
    const auto rows = connection().rows<std::vector<nuage::Value>>("SELECT title, pages FROM catalogue_book ORDER BY title");
    REQUIRE(rows.size() == 4);
    CHECK(rows[0] == std::vector<nuage::Value>{"Alpha", 100});
    CHECK(rows[2][1].is_null());
    CHECK(connection().rows<std::string>("SELECT title FROM catalogue_book WHERE 1 = 0").empty());
}

TEST_CASE_METHOD(test::Bookshop, "connection().rows() wants as many columns as there are") {
    CHECK_THROWS_AS((connection().rows<std::tuple<std::string, std::string>>("SELECT title FROM catalogue_book")), nuage::TypeError);
    CHECK_THROWS_AS((connection().rows<std::string>("SELECT title, isbn FROM catalogue_book")), nuage::TypeError);
    const auto in_block = [](const char* sql) { nuage::atomic([&] { static_cast<void>(connection().rows<std::int64_t>(sql)); }); };
    CHECK_THROWS_AS(in_block("SELECT pages FROM catalogue_book"), nuage::Error);   // one is NULL
    CHECK_THROWS_AS(in_block("SELECT id FROM catalogue_book WHERE id = ?"), nuage::ProgrammingError);
    CHECK(Book::objects.count() == 4);
}

TEST_CASE_METHOD(test::Bookshop, "connection().execute() says how many rows it changed, with and without parameters") {
    CHECK(connection().execute("UPDATE shop_tag SET label = ? WHERE label = ?", "fresh", "new") == 1);
    CHECK(connection().execute("UPDATE shop_review SET body = 'it''s 100% ?'") == 5);
    CHECK(shop::Review::objects.filter("body"_f = "it's 100% ?").count() == 5);
    CHECK(connection().execute("DELETE FROM shop_tag WHERE label = 'none'") == 0);
    CHECK(connection("default").execute("DELETE FROM shop_tag WHERE label = ?", nuage::Value("unused")) <= 1);
    CHECK_THROWS_AS(connection("nowhere"), nuage::ImproperlyConfigured);
}

TEST_CASE_METHOD(test::Bookshop, "connection().execute() of wrong SQL is the database's error, and binds what would be SQL") {
    CHECK(connection().rows<std::int64_t>("SELECT id FROM shop_tag WHERE label = ?", "new' OR '1' = '1").empty());
    nuage::db::AtomicBlock inner;
    CHECK_THROWS_AS(connection().execute("UPDATE no_such_table SET a = 1"), nuage::DatabaseError);
}
