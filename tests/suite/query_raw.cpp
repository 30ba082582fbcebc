// SPDX-License-Identifier: MIT
// Hand-written SQL; and the SQL that nuage writes, shown but not run.
#include <support/catch.hpp>
#include <support/app_tables.hpp>
#include <nuage/sql/dialect.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using shop::Author;
using shop::Book;
using shop::Order;
using shop::Sample;
using test::Names;

TEST_CASE_METHOD(test::Bookshop, "raw() makes objects of rows, columns matched by name in any order") {
    const auto books =
        Book::objects.raw("SELECT title, id, pages FROM catalogue_book WHERE pages > ? ORDER BY title", 100);
    REQUIRE(books.size() == 2);
    CHECK(books[0].title == "Beta");
    CHECK(books[0].id == beta.id);
    CHECK(books[0].pages == 200u);
    CHECK(books[0].isbn.empty());
    CHECK(books[1].title == "Gamma");
}

TEST_CASE_METHOD(test::Bookshop, "raw() takes all columns, and fills in foreign keys") {
    const auto books = Book::objects.raw("SELECT * FROM catalogue_book WHERE title = ?", "Alpha");
    REQUIRE(books.size() == 1);
    CHECK(books[0].author.id() == ada.id);
    CHECK(books[0].price == 10_dec);
    CHECK(books[0].uid == alpha.uid);
    CHECK(books[0].released_at == alpha.released_at);
    CHECK(books[0].reading_time == alpha.reading_time);
    CHECK(books[0].author->first_name == "Ada");
}

TEST_CASE_METHOD(test::Bookshop, "raw() binds every kind of parameter, and leaves quoted question marks alone") {
    const auto found = Author::objects.raw(
        "SELECT id, first_name FROM shop_author WHERE born = ? AND rating > ? AND first_name <> '?' -- ?\n AND "
        "last_name = ?",
        nuage::date(1950, 6, 15), 4.0, std::string("Low"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].first_name == "Ada");
}

TEST_CASE_METHOD(test::Bookshop, "raw() wants the key, and as many parameters as there are question marks") {
    CHECK_THROWS_AS(Book::objects.raw("SELECT title FROM catalogue_book"), nuage::FieldError);
    nuage::db::AtomicBlock inner;
    CHECK_THROWS_AS(Book::objects.raw("SELECT id FROM catalogue_book WHERE title = ?"), nuage::Error);
}

TEST_CASE_METHOD(test::Bookshop, "raw() passes on what the database says of wrong SQL") {
    nuage::db::AtomicBlock inner;
    try {
        static_cast<void>(Book::objects.raw("SELECT id FROM no_such_table"));
        FAIL("no exception");
    } catch (const nuage::DatabaseError& error) {
        CHECK(error.sql().find("no_such_table") != std::string::npos);
        CHECK_FALSE(error.backend().empty());
        CHECK_FALSE(error.code().empty());
    }
}

TEST_CASE("sql() shows text and parameters for any dialect, without a connection") {
    const auto query =
        Book::objects.filter("title__startswith"_f = "50%", "pages__gt"_f = 3).order_by("-title"_f).first(10);
    const auto sqlite = query.sql(nuage::sqlite::dialect());
    const auto postgresql = query.sql(nuage::postgresql::dialect());
    CHECK(sqlite.text.find("?") != std::string::npos);
    CHECK(sqlite.text.find("$1") == std::string::npos);
    CHECK(postgresql.text.find("$1") != std::string::npos);
    CHECK(postgresql.text.find("$2") != std::string::npos);
    REQUIRE(sqlite.params.size() >= 2);
    CHECK(sqlite.params[0] == nuage::Value("50\\%%"));
    CHECK(sqlite.params[1] == nuage::Value(3));
    CHECK(query.sql(nuage::sqlite::dialect()) == sqlite);
}

TEST_CASE("values never stand in the SQL, and names are quoted") {
    const std::string attack = "'; DROP TABLE \"order\"; --";
    const auto shown = Order::objects.filter("number"_f = attack).sql(nuage::sqlite::dialect());
    CHECK(shown.text.find("DROP") == std::string::npos);
    CHECK(shown.params.at(0) == nuage::Value(attack));
    CHECK(shown.text.find("FROM \"order\"") != std::string::npos);
    CHECK(shown.str().find("DROP") != std::string::npos);
}

TEST_CASE_METHOD(test::Bookshop, "sql() of the configured database is what runs") {
    const auto query = Sample::objects.filter("letter"_f = shop::Colour::red);
    const std::string text = query.sql().text;
    CHECK(text.find("type_sheet") != std::string::npos);
    nuage::Text column;
    nuage::db::dialect_of(nuage::db::default_database()).quote(column, "chr");
    CHECK(text.find(column.view()) != std::string::npos);
    CHECK(query.count() == 0);
}

TEST_CASE_METHOD(test::Bookshop, "a table and a column named like reserved words are read and written") {
    Order::objects.create("number"_f = "7", "placed_at"_f = nuage::datetime(2024, 1, 1));
    CHECK(Order::objects.get("number"_f = "7").placed_at == nuage::datetime(2024, 1, 1));
    CHECK(shop::Category::objects.filter("order"_f = 1).count() == 2);
}

TEST_CASE_METHOD(test::Bookshop, "explain() tells the database's plan") {
    const std::string plan = Book::objects.filter("isbn"_f = "1").explain();
    CHECK(plan.find("catalogue_book") != std::string::npos);
    CHECK_FALSE(Book::objects.filter("author__first_name"_f = "Ada").order_by("title"_f).explain().empty());
}
