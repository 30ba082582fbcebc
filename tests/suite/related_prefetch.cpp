// SPDX-License-Identifier: MIT
// prefetch_related(): what it loads, by how many queries.
#include <nuage/db/query_log.hpp>
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using nuage::QueryCounter;
using shop::Author;
using shop::Book;
using shop::Category;
using shop::Publisher;

TEST_CASE_METHOD(test::Bookshop, "a nullable relation is prefetched for the rows that have it") {
    QueryCounter queries;
    const auto books = Book::objects.order_by("title"_f).prefetch_related("publisher__country"_f, "editor"_f).fetch();
    CHECK(queries.count() == 4);
    CHECK(books[0].publisher->country->name == "France");
    CHECK(books[0].editor->first_name == "Ben");
    CHECK(books[3].title == "Gamma");
    CHECK(books[3].publisher.get() == nullptr);
    CHECK(queries.count() == 4);
}

TEST_CASE_METHOD(test::Bookshop, "where all keys are null, nothing is asked for") {
    QueryCounter queries;
    const auto books = Book::objects.filter("title"_f = "Gamma").prefetch_related("publisher__country"_f).fetch();
    CHECK(queries.count() == 1);
    CHECK_FALSE(books[0].publisher.has_value());
    CHECK(Book::objects.none().prefetch_related("author"_f).fetch().empty());
    CHECK(queries.count() == 1);
}

TEST_CASE_METHOD(test::Bookshop, "three levels take a query each") {
    QueryCounter queries;
    const auto authors = Author::objects.order_by("first_name"_f).prefetch_related("books__reviews__reviewer"_f).fetch();
    CHECK(queries.count() == 4);
    REQUIRE(authors.size() == 4);
    REQUIRE(authors[0].books.size() == 2);
    const Book& first = authors[0].books[0];
    REQUIRE(first.reviews.size() == 2);
    CHECK(first.reviews[0].reviewer->first_name == "Ben");
    CHECK(first.reviews[0].book->title == "Alpha");
    CHECK(first.author->first_name == "Ada");
    CHECK(authors[0].books[1].reviews[0].reviewer.get() == nullptr);
    CHECK(authors[3].books.empty());
    CHECK(queries.count() == 4);
}

TEST_CASE_METHOD(test::Bookshop, "a tree is prefetched level by level") {
    QueryCounter queries;
    const auto roots = Category::objects.filter("parent"_f = nullptr).prefetch_related("children__books"_f).fetch();
    CHECK(queries.count() == 3);
    REQUIRE(roots.size() == 2);   // maps, novels
    CHECK(roots[0].children.empty());
    REQUIRE(roots[1].children.size() == 1);
    CHECK(roots[1].children[0].books.size() == 2);
    CHECK(queries.count() == 3);
}

TEST_CASE_METHOD(test::Bookshop, "a path may lead through objects that select_related() brought") {
    QueryCounter queries;
    const auto books = Book::objects.select_related("author"_f).order_by("title"_f).prefetch_related("author__reviews"_f).fetch();
    CHECK(queries.count() == 2);
    CHECK(books[0].author->reviews.size() == 1);
    CHECK(books[1].author->reviews.size() == 1);
    CHECK(books[2].author->reviews[0].stars == 3);
    CHECK(queries.count() == 2);
}

TEST_CASE_METHOD(test::Bookshop, "paths that begin alike load their common part once") {
    QueryCounter queries;
    const auto authors = Author::objects.order_by("first_name"_f)
                             .prefetch_related("books"_f, "books__reviews"_f)
                             .prefetch_related("books__publisher"_f, "profile"_f)
                             .fetch();
    CHECK(queries.count() == 5);
    CHECK(authors[0].books[0].publisher->name == "North");
    CHECK(authors[0].profile->bio == "Writes.");
    CHECK_FALSE(authors[2].profile.has_value());
    CHECK(queries.count() == 5);
}

TEST_CASE_METHOD(test::Bookshop, "filtering what was prefetched is a query of its own, all() is none") {
    const Author author = Author::objects.prefetch_related("books"_f).get("first_name"_f = "Ada");
    QueryCounter queries;
    CHECK(author.books.all().size() == 2);
    CHECK(author.books.count() == 2);
    CHECK(author.books.exists());
    CHECK(queries.count() == 0);
    CHECK(author.books.filter("title"_f = "Beta").count() == 1);
    CHECK(queries.count() == 1);
}

TEST_CASE_METHOD(test::Bookshop, "changing a relation forgets what was prefetched") {
    const Publisher publisher = Publisher::objects.prefetch_related("books"_f).get("name"_f = "North");
    publisher.books.add(beta);
    CHECK_FALSE(publisher.books.is_loaded());
    CHECK(publisher.books.size() == 3);
    publisher.books.clear();
    CHECK(publisher.books.empty());
}

TEST_CASE_METHOD(test::Bookshop, "get(), first() and in_bulk() prefetch") {
    QueryCounter queries;
    CHECK(Author::objects.prefetch_related("books"_f).get("first_name"_f = "Ada").books.size() == 2);
    CHECK(Author::objects.order_by("first_name"_f).prefetch_related("books"_f).first()->books.size() == 2);
    CHECK(queries.count() == 4);
    const auto by_key = Author::objects.prefetch_related("books"_f).in_bulk(std::vector{ada.id, ben.id, dan.id});
    CHECK(queries.count() == 6);
    CHECK(by_key.at(ada.id).books.size() == 2);
    CHECK(by_key.at(dan.id).books.empty());
    const auto by_code = shop::Country::objects.prefetch_related("authors"_f).in_bulk(test::Names{"FR", "ES"}, "code"_f);
    CHECK(by_code.at("FR").authors.size() == 2);
    CHECK(queries.count() == 8);
}

TEST_CASE_METHOD(test::Bookshop, "iterator() prefetches for a chunk of rows at a time") {
    QueryCounter queries;
    std::size_t books = 0;
    test::Names names;
    const auto authors = Author::objects.order_by("first_name"_f).prefetch_related("books__reviews"_f);
    for (const Author& author : authors.iterator(3)) {
        names.push_back(author.first_name);
        for (const Book& book : author.books) books += book.reviews.is_loaded() ? 1 : 0;
    }
    CHECK(names == test::Names{"Ada", "Ben", "Cleo", "Dan"});
    CHECK(books == 4);
    CHECK(queries.count() == 4);   // the rows; twice for the first three; the fourth has no books
}
