// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;

TEST_CASE_METHOD(Fixture, "refresh_from_db() reads all columns anew") {
    Book book = Book::objects.create("title"_f = "Old", "pages"_f = 1, "price"_f = 3);
    Book::objects.all().update("title"_f = "New", "pages"_f = 2, "price"_f = std::nullopt);
    book.copies = 99;
    book.refresh_from_db();
    CHECK(book.title == "New");
    CHECK(book.pages == 2);
    CHECK_FALSE(book.price.has_value());
    CHECK(book.copies == 1);
}

TEST_CASE_METHOD(Fixture, "refresh_from_db() of named fields leaves the others") {
    Book book = Book::objects.create("title"_f = "Old", "pages"_f = 1);
    Book::objects.all().update("title"_f = "New", "pages"_f = 2);
    book.copies = 99;
    book.refresh_from_db("pages"_f);
    CHECK(book.pages == 2);
    CHECK(book.title == "Old");
    CHECK(book.copies == 99);
}

TEST_CASE_METHOD(Fixture, "refresh_from_db() forgets a related object that is no longer the one") {
    const Author ann = Author::objects.create("name"_f = "Ann");
    const Author bob = Author::objects.create("name"_f = "Bob");
    Book book = Book::objects.create("title"_f = "T", "author"_f = ann);
    CHECK(book.author->name == "Ann");
    Book::objects.all().update("author"_f = bob);
    book.refresh_from_db();
    CHECK(book.author->name == "Bob");
}

TEST_CASE_METHOD(Fixture, "refresh_from_db() of a row that is gone throws the model's DoesNotExist") {
    Book book = Book::objects.create("title"_f = "T");
    Book::objects.all().erase();
    CHECK_THROWS_AS(book.refresh_from_db(), Book::DoesNotExist);
    CHECK_THROWS_AS(book.refresh_from_db("title"_f), Book::DoesNotExist);
    CHECK(book.title == "T");
}

TEST_CASE_METHOD(Fixture, "a refreshed object is saved as an update") {
    Author ann = Author::objects.create("name"_f = "Ann");
    Author other{.id = ann.id};
    other.refresh_from_db();
    CHECK(other.name == "Ann");
    other.score = 4;
    other.save({.force_update = true});
    CHECK(Author::objects.get("id"_f = ann.id).score == 4);
}
