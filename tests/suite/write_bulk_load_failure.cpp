// SPDX-License-Identifier: MIT
// bulk_create() of many rows that fails: typed, nothing half written, and the connection serves on.
#include <support/catch.hpp>
#include <support/field_models.hpp>
#include <support/key_models.hpp>
#include <support/stored_rows.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;

namespace {

struct Books : Fixture {
    std::vector<Book> books;
    Books() {
        for (int i = 0; i < test::many; ++i) books.push_back({.title = "Book " + std::to_string(i), .pages = i});
    }
    template <class E>
    void fails_as() {
        CHECK_THROWS_AS(Book::objects.bulk_create(books), E);
        CHECK(Book::objects.count() == 0);
        for (const Book& book : books) REQUIRE(book.id == 0);
        books.back() = {.title = "Fine"};
        Book::objects.bulk_create(books);
        CHECK(Book::objects.count() == test::many);
        CHECK(Book::objects.get("id"_f = books.back().id).title == "Fine");
    }
};

}  // namespace

TEST_CASE_METHOD(Books, "a check that the last of many rows violates") {
    books.back().pages = 20000;
    fails_as<nuage::CheckViolation>();
}

TEST_CASE_METHOD(Books, "a foreign key in the last of many rows that leads nowhere") {
    books.back().author = nuage::key(999);
    fails_as<nuage::ForeignKeyViolation>();
}

TEST_CASE_METHOD(Books, "text of the last of many rows that is too long, has a NUL or is not UTF-8") {
    books.back().title = GENERATE(std::string(101, 'x'), std::string("a\0b", 3), std::string("\xff"));
    fails_as<nuage::DataError>();
}

TEST_CASE_METHOD(Books, "a decimal of the last of many rows that has too many digits") {
    books.back().price = nuage::Decimal("1234567.00");
    fails_as<nuage::DataError>();
}

TEST_CASE_METHOD(Books, "a key of many that is taken is a UniqueViolation, and later ones are not disturbed") {
    for (std::size_t i = 0; i < books.size(); ++i) books[i].id = static_cast<std::int64_t>(i) + 100'000;
    // The first one in conflict: found while the rows still arrive, or at their end.
    const std::size_t taken = GENERATE(1, test::many - 1);
    const std::int64_t id = std::exchange(books[taken].id, books.front().id);
    CHECK_THROWS_AS(Book::objects.bulk_create(books), nuage::UniqueViolation);
    CHECK(Book::objects.count() == 0);
    books[taken].id = id;
    Book::objects.bulk_create(books);
    CHECK(Book::objects.get("id"_f = 100'007).title == "Book 7");
}

TEST_CASE_METHOD(Books, "many rows that fail within a transaction leave what was written before") {
    books.back().pages = 20000;
    nuage::atomic([&] {
        Author::objects.create("name"_f = "Ann");
        CHECK_THROWS_AS(nuage::atomic([&] { Book::objects.bulk_create(books); }), nuage::CheckViolation);
        books.back().pages = 1;
        Book::objects.bulk_create(books);
    });
    CHECK(Author::objects.count() == 1);
    CHECK(Book::objects.count() == test::many);
}

TEST_CASE_METHOD(Books, "the keys of many rows and of single ones do not meet") {
    for (int round = 0; round < 2; ++round) {
        Book::objects.create("title"_f = "one");
        Book::objects.bulk_create(books);
        for (Book& book : books) book.id = 0;
    }
    CHECK(Book::objects.count() == 2 * test::many + 2);
}

TEST_CASE_METHOD(key_models::Fixture, "many rows with keys of their own, and foreign keys to them") {
    using key_models::Scan;
    using key_models::Token;
    std::vector<Token> tokens(test::many);
    Token::objects.bulk_create(tokens);
    std::vector<Scan> scans;
    for (const Token& token : tokens) scans.push_back({.token = token});
    Scan::objects.bulk_create(scans);
    CHECK(Scan::objects.get("token"_f = tokens[7]).id == scans[7].id);
    CHECK(Token::objects.count() == test::many);
}
