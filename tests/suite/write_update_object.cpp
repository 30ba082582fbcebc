// SPDX-License-Identifier: MIT
// update() of one object: values and expressions for some fields of its row.
#include <nuage/db/query_log.hpp>
#include <nuage/functions.hpp>
#include <nuage/signals.hpp>
#include <support/catch.hpp>
#include <support/write_models.hpp>

using namespace write_models;
using nuage::QueryCounter;

namespace {

struct Shelf : Fixture {
    Book book = Book::objects.create("title"_f = "One", "pages"_f = 100, "copies"_f = 2);
    [[nodiscard]] Book stored() const { return Book::objects.get("pk"_f = book.id); }
};

}  // namespace

TEST_CASE_METHOD(Shelf, "update() of an object computes in the database, by one query") {
    Book::objects.filter("pk"_f = book.id).update("copies"_f = 50);   // somebody else
    QueryCounter queries;
    book.update("copies"_f = "copies"_f + 10);
    CHECK(queries.count() == 1);
    CHECK(stored().copies == 60);
    CHECK(book.fetch("copies"_f) == 60);
}

TEST_CASE_METHOD(Shelf, "update() of an object reads back by RETURNING, or leaves the member to be loaded") {
    book.update("copies"_f = "copies"_f * 3, "pages"_f = "pages"_f - 1);
    if (test::features().update_returning) {
        CHECK(nuage::deferred_fields(book).empty());
        CHECK(book.copies == 6);
        CHECK(book.pages == 99);
    } else {
        CHECK(nuage::deferred_fields(book) == nuage::FieldNames{"pages", "copies"});
    }
    book.title = "Two";
    book.save();   // does not bring back what the members had before
    CHECK(stored().copies == 6);
    CHECK(stored().pages == 99);
    book.refresh_from_db();
    CHECK(nuage::deferred_fields(book).empty());
    CHECK(book.copies == 6);
}

TEST_CASE_METHOD(Shelf, "update() of an object sets members to plain values, and writes no others") {
    book.copies = 77;
    book.update("title"_f = "Two", "price"_f = nuage::Decimal("1.5"), "pages"_f = "pages"_f + "copies"_f);
    CHECK(book.title == "Two");
    CHECK(stored().title == "Two");
    CHECK(stored().price == nuage::Decimal("1.5"));
    CHECK(stored().pages == 102);
    CHECK(stored().copies == 2);
    CHECK(book.copies == 77);
    book.update("price"_f = nullptr, "author"_f = nullptr);
    CHECK_FALSE(stored().price.has_value());
    book.update();
    CHECK(stored().copies == 2);
}

TEST_CASE_METHOD(Shelf, "update() of an object takes functions of its columns") {
    book.update("title"_f = nuage::Upper("title"_f));
    CHECK(book.fetch("title"_f) == "ONE");
    CHECK(Book::objects.update("title"_f = nuage::Lower("title"_f)) == 1);
    CHECK(stored().title == "one");
}

TEST_CASE_METHOD(Shelf, "update() of an object wants its row") {
    Book fresh;
    CHECK_THROWS_AS(fresh.update("copies"_f = "copies"_f + 1), nuage::ValueError);
    Book::objects.filter("pk"_f = book.id).raw_erase();
    CHECK_THROWS_AS(book.update("copies"_f = "copies"_f + 1), nuage::DatabaseError);
    CHECK_THROWS_AS(book.update("copies"_f = 1), nuage::DatabaseError);
    CHECK(Book::objects.count() == 0);
}

TEST_CASE_METHOD(Shelf, "update() of an object passes on what the database refuses") {
    CHECK_THROWS_AS(book.update("pages"_f = "pages"_f * 1000), nuage::CheckViolation);
    CHECK(book.pages == 100);
    CHECK_THROWS_AS(book.update("title"_f = std::string(101, 'x')), nuage::DataError);
    CHECK(stored().title == "One");
}

TEST_CASE_METHOD(Shelf, "update() of an object loads what only() left out, by setting it") {
    Book part = Book::objects.only("title"_f).get("pk"_f = book.id);
    part.update("pages"_f = 7, "copies"_f = "copies"_f + 1);
    QueryCounter queries;
    CHECK(part.fetch("pages"_f) == 7);
    CHECK(queries.count() == 0);
    CHECK(part.fetch("copies"_f) == 3);
    CHECK(nuage::deferred_fields(part) == nuage::FieldNames{"price", "author"});
}

TEST_CASE_METHOD(Shelf, "update() of an object is told to the receivers of pre_save and post_save") {
    std::vector<std::string> heard;
    const auto note = [&](Book& one, const nuage::SaveEvent& event) {
        std::string names;
        for (const std::string_view name : event.update_fields.value_or(nuage::FieldNames{})) names += std::string(name) + ' ';
        heard.push_back(names + (event.created ? "created " : "") + std::to_string(one.id == 0));
    };
    const auto before = nuage::signals::pre_save<Book>.connect(note);
    const auto after = nuage::signals::post_save<Book>.connect(note);
    book.update("copies"_f = "copies"_f + 1, "title"_f = "T");
    CHECK(heard == std::vector<std::string>{"copies title 0", "copies title 0"});
}

TEST_CASE_METHOD(Fixture, "update_or_create() takes expressions for a row that is there") {
    Author::objects.create("name"_f = "Ann", "score"_f = 10);
    QueryCounter queries;
    auto [ann, created] =
        Author::objects.update_or_create("name"_f = "Ann", nuage::defaults("score"_f = "score"_f + 5, "name"_f = "Anna"));
    CHECK(queries.count() == 2);
    CHECK_FALSE(created);
    CHECK(ann.name == "Anna");
    CHECK(ann.fetch("score"_f) == 15);
    CHECK(Author::objects.get().score == 15);
    CHECK(Author::objects.get().name == "Anna");
}

TEST_CASE_METHOD(Fixture, "update_or_create() has no row to compute from when it creates one") {
    CHECK_THROWS_AS(Author::objects.update_or_create("name"_f = "Ann", nuage::defaults("score"_f = "score"_f + 5)), nuage::ValueError);
    CHECK(Author::objects.count() == 0);
    auto [bob, created] = Author::objects.update_or_create("score"_f = 3, nuage::defaults("name"_f = nuage::Upper("bob")));
    CHECK(created);
    CHECK(bob.fetch("name"_f) == "BOB");
}

TEST_CASE_METHOD(Fixture, "update_or_create() with the key among the defaults writes everything, expressions, too") {
    const Author ann = Author::objects.create("name"_f = "Ann", "score"_f = 10);
    auto [same, created] =
        Author::objects.update_or_create("name"_f = "Ann", nuage::defaults("id"_f = ann.id, "score"_f = "score"_f * 2));
    CHECK_FALSE(created);
    CHECK(Author::objects.get().score == 20);
    CHECK(same.fetch("score"_f) == 20);
}

TEST_CASE_METHOD(Fixture, "update_or_create() of related objects takes expressions") {
    const Author ann = Author::objects.create("name"_f = "Ann");
    ann.books.create("title"_f = nuage::Upper("one"), "pages"_f = 5);
    auto [book, created] = ann.books.update_or_create("title"_f = "ONE", nuage::defaults("pages"_f = "pages"_f + 1));
    CHECK_FALSE(created);
    CHECK(Book::objects.get("author"_f = ann).pages == 6);
    auto [other, made] = ann.books.get_or_create("title"_f = "TWO", nuage::defaults("title"_f = nuage::Lower("TWO")));
    CHECK(made);
    CHECK(other.author.id() == ann.id);
    CHECK(Book::objects.get("pk"_f = other.id).title == "two");
}
