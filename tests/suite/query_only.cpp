// SPDX-License-Identifier: MIT
// only() and defer(): objects with some of their columns.
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using shop::Book;

TEST_CASE_METHOD(test::Bookshop, "only() loads the fields named, and the key") {
    const Book book = Book::objects.only("title"_f, "pages"_f).get("isbn"_f = "2");
    CHECK(book.id == beta.id);
    CHECK(book.title == "Beta");
    CHECK(book.pages == 200u);
    CHECK(book.isbn.empty());
    CHECK(book.price == std::nullopt);
    CHECK_FALSE(book.author.has_value());
}

TEST_CASE_METHOD(test::Bookshop, "defer() loads all fields but those named") {
    const Book book = Book::objects.defer("title"_f, "publisher"_f).get("isbn"_f = "2");
    CHECK(book.id == beta.id);
    CHECK(book.isbn == "2");
    CHECK(book.title.empty());
    CHECK_FALSE(book.publisher.has_value());
    CHECK(book.author.id() == ada.id);
}

TEST_CASE_METHOD(test::Bookshop, "the key is loaded even when it is deferred") {
    CHECK(Book::objects.defer("id"_f).get("isbn"_f = "2").id == beta.id);
    CHECK(Book::objects.only("title"_f).defer("id"_f).get("isbn"_f = "2").id == beta.id);
}

TEST_CASE_METHOD(test::Bookshop, "what is not loaded is not asked for") {
    const std::string text = Book::objects.only("title"_f).sql(nuage::sqlite::dialect()).text;
    CHECK(text.find("\"title\"") != std::string::npos);
    CHECK(text.find("\"isbn\"") == std::string::npos);
    CHECK(Book::objects.defer("title"_f).sql(nuage::sqlite::dialect()).text.find("\"title\"") == std::string::npos);
}

TEST_CASE_METHOD(test::Bookshop, "the last only() counts, and defer() adds to defer()") {
    const Book last = Book::objects.only("title"_f).only("isbn"_f).get("pk"_f = beta.id);
    CHECK(last.isbn == "2");
    CHECK(last.title.empty());
    const Book both = Book::objects.defer("title"_f).defer("isbn"_f).get("pk"_f = beta.id);
    CHECK(both.isbn.empty());
    CHECK(both.title.empty());
    CHECK(both.pages == 200u);
    const Book deferred_first = Book::objects.defer("isbn"_f).only("title"_f, "isbn"_f).get("pk"_f = beta.id);
    CHECK(deferred_first.title == "Beta");
    CHECK(deferred_first.isbn.empty());
    const Book mixed = Book::objects.only("title"_f, "isbn"_f).defer("isbn"_f).get("pk"_f = beta.id);
    CHECK(mixed.title == "Beta");
    CHECK(mixed.isbn.empty());
    CHECK(mixed.pages == std::nullopt);
}

TEST_CASE_METHOD(test::Bookshop, "defer(nullptr) loads all fields again") {
    CHECK(nuage::deferred_fields(Book::objects.defer("title"_f).defer(nullptr).get("isbn"_f = "2")).empty());
    CHECK(nuage::deferred_fields(Book::objects.only("title"_f).defer(nullptr).get("isbn"_f = "2")).empty());
    CHECK(Book::objects.only("title"_f).defer(nullptr).defer("isbn"_f).get("isbn"_f = "2").title == "Beta");
}

TEST_CASE_METHOD(test::Bookshop, "columns that are not loaded can be filtered and ordered by") {
    const auto books = Book::objects.only("title"_f).filter("pages"_f > 100).order_by("-pages"_f).fetch();
    REQUIRE(books.size() == 2);
    CHECK(books[0].title == "Gamma");
    CHECK(books[1].title == "Beta");
}

TEST_CASE_METHOD(test::Bookshop, "only() of a foreign key lets select_related() fill it in") {
    const Book book = Book::objects.only("author"_f).select_related("author"_f).get("isbn"_f = "2");
    CHECK(book.title.empty());
    REQUIRE(book.author.is_loaded());
    CHECK(book.author->first_name == "Ada");
}
