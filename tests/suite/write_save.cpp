// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;

TEST_CASE_METHOD(Fixture, "save() inserts a new object, and updates it the second time") {
    Author ann{.name = "Ann", .score = 1};
    ann.save();
    const std::int64_t id = ann.id;
    CHECK(id > 0);
    ann.score = 2;
    ann.save();
    CHECK(ann.id == id);
    CHECK(Author::objects.count() == 1);
    CHECK(Author::objects.get("id"_f = id).score == 2);
}

TEST_CASE_METHOD(Fixture, "save() of an object that was read updates its row only") {
    Author::objects.create("name"_f = "Ann", "score"_f = 1);
    Author::objects.create("name"_f = "Bob", "score"_f = 1);
    Author ann = Author::objects.get("name"_f = "Ann");
    ann.score = 5;
    ann.save();
    CHECK(Author::objects.get("name"_f = "Ann").score == 5);
    CHECK(Author::objects.get("name"_f = "Bob").score == 1);
}

TEST_CASE_METHOD(Fixture, "save() with update_fields writes those columns and no others") {
    Book book = Book::objects.create("title"_f = "Old", "pages"_f = 10);
    book.title = "New";
    book.pages = 20;
    book.save({.update_fields = nuage::fields("title"_f)});
    const Book read = Book::objects.get("id"_f = book.id);
    CHECK(read.title == "New");
    CHECK(read.pages == 10);
}

TEST_CASE_METHOD(Fixture, "update_fields takes a foreign key by its name") {
    const Author ann = Author::objects.create("name"_f = "Ann");
    Book book = Book::objects.create("title"_f = "T");
    book.author = ann;
    book.save({.update_fields = nuage::fields("author"_f)});
    CHECK(Book::objects.filter("author"_f = ann).count() == 1);
    book.author = std::nullopt;
    book.save({.update_fields = nuage::fields("author"_f)});
    CHECK(Book::objects.filter("author__isnull"_f = true).count() == 1);
}

TEST_CASE_METHOD(Fixture, "update_fields of a row that is gone is an error") {
    Book book = Book::objects.create("title"_f = "T");
    Book::objects.filter("id"_f = book.id).erase();
    CHECK_THROWS_AS(book.save({.update_fields = nuage::fields("title"_f)}), nuage::DatabaseError);
    CHECK(Book::objects.count() == 0);
}

TEST_CASE_METHOD(Fixture, "force_insert never updates") {
    Author ann = Author::objects.create("name"_f = "Ann");
    ann.name = "Other";
    CHECK_THROWS_AS(ann.save({.force_insert = true}), nuage::UniqueViolation);
    CHECK(Author::objects.get("id"_f = ann.id).name == "Ann");
}

TEST_CASE_METHOD(Fixture, "force_update never inserts") {
    Author ann{.id = 77, .name = "Ann"};
    CHECK_THROWS_AS(ann.save({.force_update = true}), nuage::DatabaseError);
    CHECK(Author::objects.count() == 0);
    ann.save();
    ann.score = 9;
    ann.save({.force_update = true});
    CHECK(Author::objects.get("id"_f = 77).score == 9);
}

TEST_CASE_METHOD(Fixture, "save() cannot be forced both ways") {
    Author ann = Author::objects.create("name"_f = "Ann");
    CHECK_THROWS_AS(ann.save({.force_insert = true, .force_update = true}), nuage::ValueError);
    CHECK_THROWS_AS(ann.save({.update_fields = nuage::fields("name"_f), .force_insert = true}), nuage::ValueError);
    CHECK(Author::objects.count() == 1);
}

TEST_CASE_METHOD(Fixture, "a new object with a key updates the row that has it, and inserts where there is none") {
    Author::objects.create("id"_f = 5, "name"_f = "Ann");
    Author same{.id = 5, .name = "Anne"};
    same.save();
    CHECK(Author::objects.count() == 1);
    CHECK(Author::objects.get("id"_f = 5).name == "Anne");
    Author other{.id = 6, .name = "Bob"};
    other.save();
    CHECK(Author::objects.count() == 2);
}

TEST_CASE_METHOD(Fixture, "changing the key of an object makes a second row") {
    Author ann = Author::objects.create("name"_f = "Ann");
    const std::int64_t first = ann.id;
    ann.id = first + 100;
    ann.name = "Copy";
    ann.save();
    CHECK(Author::objects.count() == 2);
    CHECK(Author::objects.get("id"_f = first).name == "Ann");
    CHECK(Author::objects.get("id"_f = first + 100).name == "Copy");
}

TEST_CASE_METHOD(Fixture, "a generated key taken away makes save() insert a copy") {
    Author ann = Author::objects.create("name"_f = "Ann");
    const std::int64_t first = ann.id;
    ann.id = 0;
    ann.name = "Copy";
    ann.save();
    CHECK(ann.id != first);
    CHECK(ann.id > 0);
    CHECK(Author::objects.count() == 2);
}

TEST_CASE_METHOD(Fixture, "save() after the row was erased inserts it again") {
    Author ann = Author::objects.create("name"_f = "Ann");
    const std::int64_t id = ann.id;
    Author::objects.filter("id"_f = id).erase();
    ann.save();
    CHECK(ann.id == id);
    CHECK(Author::objects.get("id"_f = id).name == "Ann");
}

TEST_CASE_METHOD(Fixture, "save() of an object loaded by only() or defer() leaves the other columns alone") {
    Book::objects.create("title"_f = "Old", "pages"_f = 10, "copies"_f = 3);
    Book partial = Book::objects.only("title"_f).get("title"_f = "Old");
    partial.title = "New";
    partial.save();
    CHECK(Book::objects.get().title == "New");
    CHECK(Book::objects.get().pages == 10);
    CHECK(Book::objects.get().copies == 3);
    Book most = Book::objects.defer("pages"_f, "copies"_f).get();
    most.title = "Newer";
    most.save();
    CHECK(Book::objects.get().title == "Newer");
    CHECK(Book::objects.get().pages == 10);
    CHECK(Book::objects.get().copies == 3);
}
