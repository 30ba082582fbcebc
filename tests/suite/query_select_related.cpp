// SPDX-License-Identifier: MIT
// select_related(), and relations loaded when they are first needed.
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using shop::Author;
using shop::AuthorProfile;
using shop::Book;
using shop::Review;

TEST_CASE_METHOD(test::Bookshop, "select_related() brings the objects that foreign keys refer to") {
    const Book book = Book::objects.select_related("author"_f, "publisher"_f).get("title"_f = "Alpha");
    REQUIRE(book.author.is_loaded());
    REQUIRE(book.publisher.is_loaded());
    CHECK(book.author->first_name == "Ada");
    CHECK(book.author->email == "ada@example.com");
    CHECK(book.author->id == ada.id);
    CHECK(book.publisher->name == "North");
    CHECK_FALSE(book.editor.is_loaded());
    CHECK(book.editor.id() == ben.id);
}

TEST_CASE_METHOD(test::Bookshop, "it goes to any depth, and brings what lies on the way") {
    const Review review =
        Review::objects.select_related("book__author__mentor"_f, "book__publisher__country"_f).get("body"_f = "Bad");
    REQUIRE(review.book.is_loaded());
    REQUIRE(review.book->author.is_loaded());
    REQUIRE(review.book->author->mentor.is_loaded());
    CHECK(review.book->title == "Delta");
    CHECK(review.book->author->first_name == "Cleo");
    CHECK(review.book->author->mentor->first_name == "Ada");
    REQUIRE(review.book->publisher->country.is_loaded());
    CHECK(review.book->publisher->country->name == "France");
}

TEST_CASE_METHOD(test::Bookshop, "a missing partner keeps the row and is known to be missing") {
    const auto books = Book::objects.select_related("publisher__country"_f, "editor"_f).order_by("title"_f).fetch();
    REQUIRE(books.size() == 4);
    const Book& last = books[3];  // Gamma
    CHECK(last.publisher.is_loaded());
    CHECK_FALSE(last.publisher.has_value());
    CHECK(last.publisher.get() == nullptr);
    CHECK_THROWS_AS(last.publisher->name, shop::Publisher::DoesNotExist);
    CHECK(books[1].editor.get() == nullptr);
    CHECK(books[1].publisher->country->name == "Germany");
}

TEST_CASE_METHOD(test::Bookshop, "a model is selected through a relation to itself") {
    const auto authors = Author::objects.select_related("mentor__mentor"_f).order_by("first_name"_f).fetch();
    REQUIRE(authors.size() == 4);
    CHECK(authors[0].mentor.get() == nullptr);
    CHECK(authors[1].mentor->first_name == "Ada");
    CHECK(authors[1].mentor->mentor.is_loaded());
    CHECK(authors[1].mentor->mentor.get() == nullptr);
    CHECK(authors[3].mentor->first_name == "Ben");
    CHECK(authors[3].mentor->mentor->first_name == "Ada");
}

TEST_CASE_METHOD(test::Bookshop, "two relations to one model are selected apart") {
    const Book book = Book::objects.select_related("author"_f, "editor"_f).get("title"_f = "Alpha");
    CHECK(book.author->first_name == "Ada");
    CHECK(book.editor->first_name == "Ben");
}

TEST_CASE_METHOD(test::Bookshop, "with to_field, and through a key that is a relation, it is the same") {
    const Author author = Author::objects.select_related("country"_f).get("first_name"_f = "Ben");
    REQUIRE(author.country.is_loaded());
    CHECK(author.country->name == "Germany");
    CHECK(author.country.id() == "DE");
    const auto profile = AuthorProfile::objects.select_related("author__country"_f).get("bio"_f = "Writes.");
    CHECK(profile.author->country->population == 68'000'000);
}

TEST_CASE_METHOD(test::Bookshop, "select_related() joins filters, orders and slices") {
    const auto books = Book::objects.select_related("author"_f)
                           .filter("author__last_name"_f = "Low")
                           .order_by("-author__first_name"_f, "title"_f);
    REQUIRE(books.size() == 3);
    CHECK(books.rows()[0].author->first_name == "Cleo");
    CHECK(books.first(2)[std::size_t{1}].title == "Alpha");
    CHECK(books.first()->author->first_name == "Cleo");
    CHECK(books.count() == 3);
}

TEST_CASE_METHOD(test::Bookshop, "a relation that was not selected is loaded once, when it is needed") {
    const Book book = Book::objects.get("title"_f = "Alpha");
    REQUIRE_FALSE(book.author.is_loaded());
    CHECK(book.author->first_name == "Ada");
    CHECK(book.author.is_loaded());
    Author::objects.filter("id"_f = ada.id).update("first_name"_f = "Changed");
    CHECK(book.author->first_name == "Ada");
    CHECK(Book::objects.get("title"_f = "Alpha").author->first_name == "Changed");
    CHECK(Author::objects.get("first_name"_f = "Ben").country->name == "Germany");
}

TEST_CASE_METHOD(test::Bookshop, "two rows that refer to one row have an object each") {
    const auto books = Book::objects.select_related("author"_f).filter("author"_f = ada).order_by("title"_f).fetch();
    REQUIRE(books.size() == 2);
    CHECK(books[0].author.get() != books[1].author.get());
    CHECK(books[0].author == books[1].author);
}
