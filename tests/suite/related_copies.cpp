// SPDX-License-Identifier: MIT
// Copies and moves of objects and query sets: what was loaded goes along.
#include <nuage/db/query_log.hpp>
#include <support/catch.hpp>
#include <support/database.hpp>
#include <support/relation_models.hpp>

using namespace nuage::literals;
using nuage::QueryCounter;
using shop::Author;
using shop::Book;

// Alone, a set would not know whose it is; its object may be copied.
static_assert(std::is_copy_constructible_v<Author> && std::is_nothrow_move_constructible_v<Book>);
static_assert(!std::is_convertible_v<const nuage::RelatedSet<Book, "author">&, nuage::RelatedSet<Book, "author">>);
static_assert(!std::is_convertible_v<const nuage::ManyToMany<rel::Tag>&, nuage::ManyToMany<rel::Tag>>);

TEST_CASE_METHOD(test::Bookshop, "a copy shares what was loaded") {
    const Author author = Author::objects.select_related("country"_f).prefetch_related("books"_f).get("first_name"_f = "Ada");
    QueryCounter queries;
    const Author copy = author;
    CHECK(copy.books.is_loaded());
    CHECK(copy.books.begin() == author.books.begin());
    CHECK(copy.country.get() == author.country.get());
    CHECK(queries.count() == 0);
}

TEST_CASE_METHOD(test::Bookshop, "what a copy loads is its own") {
    const Author author = Author::objects.get("first_name"_f = "Ada");
    const Author copy = author;
    CHECK(copy.books.size() == 2);
    CHECK_FALSE(author.books.is_loaded());
    CHECK(copy.country->name == "France");
    CHECK_FALSE(author.country.is_loaded());
}

TEST_CASE_METHOD(test::Bookshop, "changing a copy's foreign key does not touch the original") {
    const Book book = Book::objects.select_related("author"_f).get("title"_f = "Alpha");
    Book copy = book;
    copy.author = ben;
    CHECK_FALSE(copy.author.is_loaded());
    CHECK(copy.author->first_name == "Ben");
    CHECK(book.author.is_loaded());
    CHECK(book.author->first_name == "Ada");
    copy.publisher = std::nullopt;
    CHECK(book.publisher.id() == north.id);
}

TEST_CASE_METHOD(test::Bookshop, "changing a copy's relation forgets the copy's objects only") {
    const shop::Publisher publisher = shop::Publisher::objects.prefetch_related("books"_f).get("name"_f = "North");
    const shop::Publisher copy = publisher;
    copy.books.add(beta);
    CHECK(copy.books.size() == 3);
    CHECK(publisher.books.size() == 2);
}

TEST_CASE_METHOD(test::Bookshop, "loaded objects outlive the object that loaded them") {
    nuage::Rows<Book> books;
    Book first;
    {
        const Author author = Author::objects.prefetch_related("books__reviews"_f).get("first_name"_f = "Ada");
        books = author.books.rows();
        first = author.books[0];
    }
    REQUIRE(books.size() == 2);
    QueryCounter queries;
    CHECK(books[0].reviews.size() == 2);
    CHECK(first.reviews.size() == 2);
    CHECK(first.author->first_name == "Ada");
    CHECK(queries.count() == 0);
}

TEST_CASE_METHOD(test::Bookshop, "a move takes what was loaded along, and leaves an object to be filled again") {
    Author author = Author::objects.prefetch_related("books"_f).get("first_name"_f = "Ada");
    QueryCounter queries;
    const Author moved = std::move(author);
    CHECK(moved.books.size() == 2);
    CHECK(moved.books[0].author->first_name == "Ada");
    CHECK(queries.count() == 0);
    std::vector<Author> authors(1, moved);
    for (int i = 0; i < 50; ++i) authors.push_back(moved);
    authors.erase(authors.begin());
    CHECK(authors.back().books.size() == 2);
    CHECK(queries.count() == 0);
    author = moved;
    CHECK(author.books.size() == 2);
}

TEST_CASE_METHOD(test::Bookshop, "a set speaks of the object that it is in, wherever that went") {
    std::vector<Author> authors{ada, ben};
    std::swap(authors[0], authors[1]);
    CHECK(authors[0].books.get().title == "Gamma");
    CHECK(authors[1].books.count() == 2);
    authors[0] = authors[1];
    CHECK(authors[0].books.count() == 2);
}

TEST_CASE_METHOD(test::Bookshop, "copies of a query set share rows that were loaded, and load apart else") {
    const auto authors = Author::objects.order_by("first_name"_f).prefetch_related("books"_f);
    QueryCounter queries;
    const auto before = authors;
    CHECK(authors.size() == 4);
    CHECK(queries.count() == 2);
    const auto after = authors;
    CHECK(after[0].books.size() == 2);
    CHECK(queries.count() == 2);
    CHECK(before.size() == 4);
    CHECK(queries.count() == 4);
    CHECK(authors.filter("first_name"_f = "Ada").size() == 1);
    CHECK(queries.count() == 6);
}
