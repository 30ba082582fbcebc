// SPDX-License-Identifier: MIT
// FetchMode::raise: nothing is loaded unnoticed.
#include <nuage/db/query_log.hpp>
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using nuage::FetchMode;
using Catch::Contains;
using nuage::FieldFetchBlocked;
using shop::Author;
using shop::Book;

TEST_CASE_METHOD(test::Bookshop, "relations and fields that were not loaded raise, and run no query") {
    const Book book = *Book::objects.defer("isbn"_f).fetch_mode(FetchMode::raise).order_by("title"_f).first();
    const Author author = Author::objects.fetch_mode(FetchMode::raise).get("first_name"_f = "Ada");
    nuage::QueryCounter queries;
    CHECK_THROWS_AS(book.author->first_name, FieldFetchBlocked);
    CHECK_THROWS_AS(book.publisher.get(), FieldFetchBlocked);
    CHECK_THROWS_AS(book.fetch("isbn"_f), FieldFetchBlocked);
    CHECK_THROWS_AS(author.books.size(), FieldFetchBlocked);
    CHECK_THROWS_AS(author.profile.get(), FieldFetchBlocked);
    CHECK_THROWS_WITH(author.books.size(), Contains("Author.books"));
    CHECK(queries.count() == 0);
    CHECK(book.title == "Alpha");
    CHECK(book.author.id() == ada.id);
    CHECK(author.mentor.get() == nullptr);   // a key that is null needs no query
    CHECK(queries.count() == 0);
}

TEST_CASE_METHOD(test::Bookshop, "what was asked for may be touched, and raises where it goes on") {
    const auto books = Book::objects.select_related("author"_f)
                           .prefetch_related("reviews"_f)
                           .fetch_mode(FetchMode::raise)
                           .order_by("title"_f)
                           .fetch();
    CHECK(books[0].author->first_name == "Ada");
    CHECK(books[0].reviews.size() == 2);
    CHECK_THROWS_AS(books[0].author->country->name, FieldFetchBlocked);
    CHECK_THROWS_AS(books[0].author->books.size(), FieldFetchBlocked);
    CHECK_THROWS_AS(books[0].reviews[0].reviewer->first_name, FieldFetchBlocked);
}

TEST_CASE_METHOD(test::Bookshop, "a query that is written is no surprise") {
    const Author author = Author::objects.fetch_mode(FetchMode::raise).get("first_name"_f = "Ada");
    CHECK(author.books.count() == 2);
    CHECK(author.books.order_by("title"_f).first()->title == "Alpha");
    CHECK_THROWS_AS(author.books.order_by("title"_f).first()->publisher->name, FieldFetchBlocked);
}

TEST_CASE_METHOD(test::Bookshop, "another key raises, too") {
    Book book = *Book::objects.fetch_mode(FetchMode::raise).order_by("title"_f).first();
    book.author = nuage::key(ben.id);
    CHECK_THROWS_AS(book.author->first_name, FieldFetchBlocked);
    Book copy = book;
    CHECK_THROWS_AS(copy.author->first_name, FieldFetchBlocked);
}
