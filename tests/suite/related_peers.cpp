// SPDX-License-Identifier: MIT
// fetch_mode(): what touching a relation or a field that was not loaded does.
#include <nuage/db/query_log.hpp>
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using nuage::FetchMode;
using nuage::QueryCounter;
using shop::Author;
using shop::Book;

namespace {

auto peers(const nuage::QuerySet<Book>& books) { return books.order_by("title"_f).fetch_mode(FetchMode::peers).fetch(); }

}  // namespace

TEST_CASE_METHOD(test::Bookshop, "peers share the query for a foreign key") {
    const auto books = peers(Book::objects.all());
    QueryCounter queries;
    CHECK(books[0].author->first_name == "Ada");
    CHECK(queries.count() == 1);
    for (const Book& book : books) CHECK_FALSE(book.author->first_name.empty());
    CHECK(queries.count() == 1);
    CHECK(books[0].publisher->country->name == "France");
    CHECK(books[1].publisher->country->name == "Germany");
    CHECK(books[3].publisher.get() == nullptr);
    CHECK(queries.count() == 3);   // what was loaded for peers are peers
}

TEST_CASE_METHOD(test::Bookshop, "peers share the query for a set and for a RelatedOne") {
    const auto authors = Author::objects.order_by("first_name"_f).fetch_mode(FetchMode::peers).fetch();
    QueryCounter queries;
    std::size_t books = 0;
    for (const Author& author : authors) books += author.books.size();
    CHECK(books == 4);
    CHECK(queries.count() == 1);
    CHECK(authors[0].profile->bio == "Writes.");
    CHECK(authors[1].profile->bio == "Edits.");
    CHECK_FALSE(authors[2].profile.has_value());
    CHECK_THROWS_AS(authors[3].profile->bio, shop::AuthorProfile::DoesNotExist);
    CHECK(queries.count() == 2);
    for (const Author& author : authors)
        for (const Book& book : author.books) CHECK(book.reviews.size() <= 2);
    CHECK(queries.count() == 3);
}

TEST_CASE_METHOD(test::Bookshop, "peers share the query for a deferred field") {
    const auto books = peers(Book::objects.defer("isbn"_f, "pages"_f));
    QueryCounter queries;
    CHECK(books[0].fetch("isbn"_f) == "1");
    CHECK(books[1].fetch("isbn"_f) == "2");
    CHECK(queries.count() == 1);
    CHECK(books[2].fetch("pages"_f) == std::nullopt);
    CHECK(books[3].fetch("pages"_f) == 300u);
    CHECK(queries.count() == 2);
}

TEST_CASE_METHOD(test::Bookshop, "peers of selected objects are those selected with them") {
    const auto books = peers(Book::objects.select_related("author"_f));
    QueryCounter queries;
    CHECK(books[0].author->first_name == "Ada");
    CHECK(queries.count() == 0);
    CHECK(books[0].author->country->name == "France");
    CHECK(books[3].author->country->name == "Germany");
    CHECK(queries.count() == 1);
    CHECK(books[0].author->books.size() == 2);
    CHECK(books[3].author->books.size() == 1);
    CHECK(queries.count() == 2);
}

TEST_CASE_METHOD(test::Bookshop, "a peer whose key was changed is loaded alone") {
    auto books = peers(Book::objects.all());
    CHECK(books[0].author->first_name == "Ada");
    books[1].author = nuage::key(dan.id);
    QueryCounter queries;
    CHECK(books[1].author->first_name == "Dan");
    CHECK(queries.count() == 1);
    CHECK(books[3].author->first_name == "Ben");
    CHECK(queries.count() == 1);
}

TEST_CASE_METHOD(test::Bookshop, "objects that are alone load alone") {
    const auto books = Book::objects.order_by("title"_f).fetch();
    QueryCounter queries;
    for (const Book& book : books) CHECK(book.author.get() != nullptr);
    CHECK(queries.count() == 4);
}
