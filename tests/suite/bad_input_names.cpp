// SPDX-License-Identifier: MIT
// Names that arrive at run time and lead nowhere.
#include <support/catch.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;
using Catch::Contains;

TEST_CASE_METHOD(Fixture,
                 "an unknown field name at run time is a FieldError that names it, the model and a candidate") {
    CHECK_THROWS_AS(Book::objects.filter(nuage::dynamic("tilte") = "x"), nuage::FieldError);
    CHECK_THROWS_WITH(Book::objects.filter(nuage::dynamic("tilte") = "x"),
                      Contains("'tilte'") && Contains("Book") && Contains("'title'") && Contains("[F001]"));
    CHECK_THROWS_WITH(Book::objects.filter(nuage::dynamic("auhtor__name") = "x"),
                      Contains("'auhtor'") && Contains("'author'"));
    CHECK_THROWS_WITH(Book::objects.filter(nuage::dynamic("author__nmae") = "x"),
                      Contains("'nmae'") && Contains("Author"));
}

TEST_CASE_METHOD(Fixture, "an unknown lookup at run time is a FieldError that suggests the nearest") {
    CHECK_THROWS_AS(Book::objects.filter(nuage::dynamic("title__icontian") = "x"), nuage::FieldError);
    CHECK_THROWS_WITH(Book::objects.filter(nuage::dynamic("title__icontian") = "x"),
                      Contains("'icontian'") && Contains("'icontains'"));
}

TEST_CASE_METHOD(Fixture, "names that are no names are refused, not passed on") {
    for (const char* name :
         {"", "__", "title__", "__title", "title; DROP TABLE write_models_book", "title\"", "title__exact__exact"}) {
        INFO(name);
        CHECK_THROWS_AS(Book::objects.filter(nuage::dynamic(name) = "x").count(), nuage::FieldError);
    }
    CHECK_THROWS_AS(Book::objects.filter(nuage::dynamic(std::string(100'000, 'x')) = "x").count(), nuage::FieldError);
    CHECK_THROWS_AS(Book::objects.filter(nuage::dynamic(std::string("title\0", 6)) = "x").count(), nuage::FieldError);
    CHECK(Book::objects.count() == 0);
}

TEST_CASE_METHOD(Fixture, "an operand that does not fit its field at run time is a typed error") {
    CHECK_THROWS_AS(Book::objects.filter(nuage::dynamic("pages") = "many").count(), nuage::Error);
    CHECK_THROWS_WITH(Book::objects.filter(nuage::dynamic("pages") = "many").count(), Contains("pages"));
    CHECK_THROWS_AS(Book::objects.filter(nuage::dynamic("title__gt") = nuage::Value()).count(), nuage::Error);
    CHECK_THROWS_AS(Book::objects.filter(nuage::dynamic("pages__isnull") = 7).count(), nuage::Error);
}

TEST_CASE_METHOD(Fixture, "order_by() with an unknown run-time name is a FieldError") {
    CHECK_THROWS_AS(Book::objects.order_by(nuage::dynamic("-titel")), nuage::FieldError);
    CHECK_THROWS_WITH(Book::objects.order_by(nuage::dynamic("-titel")), Contains("'titel'") && Contains("'title'"));
    CHECK_THROWS_AS(Book::objects.order_by(nuage::dynamic("")), nuage::FieldError);
}

TEST_CASE_METHOD(Fixture, "update_fields with an unknown name, the key or a relation's far end writes nothing") {
    Book book = Book::objects.create("title"_f = "Old");
    book.title = "New";
    CHECK_THROWS_AS(book.save({.update_fields = {"title", "titel"}}), nuage::ValueError);
    CHECK_THROWS_AS(book.save({.update_fields = {"title", "id"}}), nuage::ValueError);
    CHECK_THROWS_AS(book.save({.update_fields = {"title", "author__name"}}), nuage::ValueError);
    CHECK_THROWS_WITH(book.save({.update_fields = {"titel"}}), Contains("'titel'") && Contains("'title'"));
    CHECK(Book::objects.get().title == "Old");
    Author ann = Author::objects.create("name"_f = "Ann");
    CHECK_THROWS_AS(ann.save({.update_fields = {"books"}}), nuage::ValueError);
}

TEST_CASE_METHOD(Fixture, "an alias that was not configured is named in the error") {
    CHECK_THROWS_AS(Book::objects.using_db("nowhere").count(), nuage::ImproperlyConfigured);
    CHECK_THROWS_WITH(Book::objects.using_db("nowhere").count(), Contains("'nowhere'"));
    Book book{.title = "x"};
    CHECK_THROWS_AS(book.save({.using_db = "nowhere"}), nuage::ImproperlyConfigured);
    CHECK(book.id == 0);
}
