// SPDX-License-Identifier: MIT
#include <nuage/format.hpp>

#include <unordered_set>

#include <support/catch.hpp>
#include <support/validation_models.hpp>

using namespace validation_models;

TEST_CASE_METHOD(Fixture, "get_next_by() and get_previous_by() go by the date, and by the key of the same date") {
    std::vector<Book> books;
    for (int i = 0; i < 4; ++i) {
        Book next = good_book(ann);
        next.title = std::string(1, static_cast<char>('a' + i));
        next.posted = nuage::date(2024, 1, i < 2 ? 5 : 8 - static_cast<unsigned>(i));
        next.save();
        books.push_back(next);
    }
    CHECK(books[0].get_next_by("posted"_f).title == "b");
    CHECK(books[1].get_next_by("posted"_f).title == "d");
    CHECK(books[1].get_next_by("posted"_f, "title__lt"_f = "d").title == "c");
    CHECK(books[1].get_previous_by("posted"_f).title == "a");
    CHECK(nuage::get_previous_by(books[2], "posted"_f).title == "d");
    CHECK_THROWS_AS(books[0].get_previous_by("posted"_f), Book::DoesNotExist);
    CHECK_THROWS_AS(book.get_next_by("posted"_f), nuage::ValueError);
}

TEST_CASE_METHOD(Fixture, "objects are equal when they are the same row") {
    Author read = Author::objects.get();
    read.name = "Other";
    CHECK(read == ann);
    CHECK(read != Author::objects.create("name"_f = "Bob"));
    CHECK(std::hash<Author>()(read) == std::hash<Author>()(ann));
    const std::unordered_set<Author> set{ann, read};
    CHECK(set.size() == 1);
}

TEST_CASE("objects that were not saved equal themselves only, and have no hash") {
    const Author a;
    const Author b;
    CHECK(a == a);
    CHECK_FALSE(a == b);
    CHECK_THROWS_AS(std::hash<Author>()(a), nuage::TypeError);
}

TEST_CASE_METHOD(Fixture, "objects are written by their str(), else by model and key") {
    CHECK(fmt::format("{} {:r}", book, book) == "Fine <Book: Fine>");
    CHECK(fmt::format("{}", ann) == "Author(" + std::to_string(ann.id) + ")");
    CHECK(fmt::format("{:r}", Author{}) == "<Author: Author(None)>");
}

TEST_CASE_METHOD(Fixture, "a query set is written with its first rows") {
    const std::string id = std::to_string(ann.id);
    book.save();
    CHECK(fmt::format("{}", Book::objects.all()) == "<QuerySet [<Book: Fine>]>");
    CHECK(fmt::format("{}", Author::objects.none()) == "<QuerySet []>");
    CHECK(fmt::format("{}", Author::objects.values("pk"_f, "name"_f)) == "<QuerySet [{'pk': " + id + ", 'name': 'Ann'}]>");
    CHECK(fmt::format("{}", Author::objects.values_list("name"_f)) == "<QuerySet [('Ann',)]>");
    CHECK(fmt::format("{}", Author::objects.values_list("pk"_f, "name"_f)) == "<QuerySet [(" + id + ", 'Ann')]>");
    for (int i = 0; i < 21; ++i) Author::objects.create("name"_f = "B" + std::to_string(i));
    const std::string many = fmt::format("{}", Author::objects.order_by("pk"_f));
    CHECK(many.ends_with(")>, '...(remaining elements truncated)...']>"));
    CHECK(std::count(many.begin(), many.end(), '<') == 21);
}

TEST_CASE_METHOD(Fixture, "get_display() gives the words of a choice") {
    CHECK(book.get_display("genre"_f) == "A novel");
    book.genre = static_cast<Genre>(9);
    CHECK(book.get_display("genre"_f).empty());
}
