// SPDX-License-Identifier: MIT
// Names that arrive at run time, and the words for those that are wrong.
#include <support/catch.hpp>
#include <support/database.hpp>
#include <nuage/meta/validation_error.hpp>

using namespace nuage::literals;
using Catch::Matchers::Contains;
using nuage::dynamic;
using nuage::Value;
using shop::Author;
using shop::Book;
using test::first_names;
using test::Names;
using test::titles;

TEST_CASE_METHOD(test::Bookshop, "a name from run time means what the literal means") {
    CHECK(titles(Book::objects.filter(dynamic("title") = "Alpha")) == Names{"Alpha"});
    CHECK(titles(Book::objects.filter(dynamic("author__first_name") = "Ada")) == Names{"Alpha", "Beta"});
    CHECK(titles(Book::objects.filter(dynamic("title__istartswith") = "a")) == Names{"Alpha"});
    CHECK(titles(Book::objects.filter(dynamic("pages__gte") = 200)) == Names{"Beta", "Gamma"});
    CHECK(titles(Book::objects.filter(dynamic("published__year") = 2020)) == Names{"Alpha", "Beta"});
    CHECK(titles(Book::objects.filter(dynamic("publisher__isnull") = true)) == Names{"Gamma"});
    CHECK(titles(Book::objects.filter(dynamic("author") = ada.id)) == Names{"Alpha", "Beta"});
    CHECK(titles(Book::objects.filter(dynamic("pk") = beta.id)) == Names{"Beta"});
    CHECK(first_names(Author::objects.filter(dynamic("books__reviews__stars") = 1)) == Names{"Cleo"});
    CHECK(titles(Book::objects.filter(dynamic("pages") = nullptr)) == Names{"Delta"});
}

TEST_CASE_METHOD(test::Bookshop, "lists and pairs from run time are vectors of values") {
    CHECK(titles(Book::objects.filter(dynamic("pages__in") = std::vector<Value>{100, 300, nullptr})) ==
          Names{"Alpha", "Gamma"});
    CHECK(titles(Book::objects.filter(dynamic("pages__in") = std::vector<Value>{})).empty());
    CHECK(titles(Book::objects.filter(dynamic("pages__range") = std::vector<Value>{150, 300})) ==
          Names{"Beta", "Gamma"});
}

TEST_CASE_METHOD(test::Bookshop, "conditions from run time combine with the others") {
    CHECK(titles(Book::objects.filter((dynamic("pages") = 100) || "title"_f == "Delta")) == Names{"Alpha", "Delta"});
    CHECK(titles(Book::objects.exclude(dynamic("reviews__stars") = 3)) == Names{"Delta", "Gamma"});
    CHECK(titles(Book::objects.filter(~(dynamic("pages__gt") = 150))) == Names{"Alpha", "Delta"});
    nuage::Condition<Book> condition;
    for (const auto& [name, value] :
         std::vector<std::pair<std::string, Value>>{{"pages__gt", 50}, {"author__last_name", "Low"}})
        condition &= dynamic(name) = value;
    CHECK(titles(Book::objects.filter(condition)) == Names{"Alpha", "Beta"});
}

TEST_CASE_METHOD(test::Bookshop, "a text that arrives for a date, a UUID or a decimal is read as one") {
    CHECK(titles(Book::objects.filter(dynamic("uid") = alpha.uid.str())) == Names{"Alpha"});
    CHECK(titles(Book::objects.filter(dynamic("published__lt") = "2020-06-01")) ==
          titles(Book::objects.filter("published__lt"_f = nuage::date(2020, 6, 1))));
    CHECK(titles(Book::objects.filter(dynamic("released_at__date") = "2020-12-31")) == Names{"Beta"});
    CHECK(titles(Book::objects.filter(dynamic("released_at__gte") = "2020-12-31")) ==
          titles(Book::objects.filter("released_at__gte"_f = nuage::datetime(2020, 12, 31))));
    CHECK(titles(Book::objects.filter(dynamic("released_at__time__gt") = "12:00")) ==
          titles(Book::objects.filter("released_at__time__gt"_f = nuage::Time(12, 0))));
    CHECK(titles(Book::objects.filter(dynamic("reading_time__gt") = "0:00:01")) ==
          titles(Book::objects.filter("reading_time__gt"_f = std::chrono::seconds(1))));
    CHECK(titles(Book::objects.filter(dynamic("price") = "20.50")) == Names{"Beta"});
    CHECK(titles(Book::objects.filter(dynamic("price__in") = std::vector<Value>{"10", "5.25"})) == Names{"Alpha", "Delta"});
    CHECK(titles(Book::objects.filter(dynamic("published__range") = std::vector<Value>{"2020-01-01", "2020-12-31"})) ==
          titles(Book::objects.filter("published__year"_f = 2020)));
    CHECK(titles(Book::objects.filter(dynamic("published__startswith") = "2021-")) == Names{"Gamma"});
}

TEST_CASE_METHOD(test::Bookshop, "a text from run time that is no date, UUID or decimal is a ValidationError") {
    const auto filtering = [](const char* name, const char* text) {
        return [=] { static_cast<void>(Book::objects.filter(dynamic(name) = text)); };
    };
    CHECK_THROWS_AS(filtering("uid", "no UUID")(), nuage::ValidationError);
    CHECK_THROWS_AS(filtering("published", "31.12.2020")(), nuage::ValidationError);
    CHECK_THROWS_AS(filtering("published", "2020-02-30")(), nuage::ValidationError);
    CHECK_THROWS_AS(filtering("released_at", "2020-12-31x")(), nuage::ValidationError);
    for (const char* text : {"", "-", ".", "1.2.3", "1e5", "1 OR 1=1", "NaN"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(filtering("price", text)(), nuage::ValidationError);
    }
    CHECK_THROWS_WITH(filtering("published", "soon")(), Contains("'soon' is no date"));
}

TEST_CASE_METHOD(test::Bookshop, "an ordering from run time, ascending, descending and at random") {
    CHECK(Author::objects.order_by(dynamic("first_name")).flat("first_name"_f) == Names{"Ada", "Ben", "Cleo", "Dan"});
    CHECK(Author::objects.order_by(dynamic("-last_name"), dynamic("first_name")).flat("first_name"_f) ==
          Names{"Ada", "Cleo", "Ben", "Dan"});
    CHECK(Book::objects.order_by(dynamic("-author__first_name"), "title"_f).flat("title"_f) ==
          Names{"Delta", "Gamma", "Alpha", "Beta"});
    CHECK(Book::objects.order_by(dynamic("?")).size() == 4);
}

TEST_CASE_METHOD(test::Bookshop, "a wrong name is told with its model and the nearest right one") {
    const auto filtering = [](const char* name, Value value) {
        return [=] { static_cast<void>(Book::objects.filter(dynamic(name) = value)); };
    };
    CHECK_THROWS_AS(filtering("auhtor__email", "x")(), nuage::FieldError);
    CHECK_THROWS_WITH(filtering("auhtor__email", "x")(), Contains("[F001]") && Contains("Book has no field 'auhtor'") &&
                                                             Contains("Did you mean 'author'?"));
    CHECK_THROWS_WITH(filtering("author__emial", "x")(),
                      Contains("Author has no field 'emial'") && Contains("'email'"));
    CHECK_THROWS_WITH(filtering("pages__icontian", "x")(), Contains("[F003]") && Contains("'icontian'"));
    CHECK_THROWS_WITH(filtering("title__gt", 3)(), Contains("[T002]") && Contains("Book.title is text"));
    CHECK_THROWS_WITH(filtering("pages__isnull", 3)(), Contains("[T004]"));
    CHECK_THROWS_WITH(filtering("pages__in", 3)(), Contains("[T005]"));
    CHECK_THROWS_WITH(filtering("", 3)(), Contains("[F006]"));
    CHECK_THROWS_AS(Book::objects.order_by(dynamic("titel")), nuage::FieldError);
    CHECK_THROWS_WITH(Book::objects.order_by(dynamic("title__icontains")), Contains("[F004]"));
    CHECK_THROWS_AS(Book::objects.filter(dynamic("pages") = std::vector<Value>{1, 2}), nuage::FieldError);
    CHECK_THROWS_AS(Book::objects.filter(dynamic("pages__range") = std::vector<Value>{1}), nuage::FieldError);
    CHECK_THROWS_AS(Book::objects.filter(dynamic("pages__gt") = nullptr), nuage::Error);
}

TEST_CASE("odd names are refused, never taken for something else") {
    for (const char* name :
         {"__", "___", "title__", "__title", "title____icontains", "author__", "title__exact__exact", "\"title\"",
          "title; DROP TABLE x", "TITLE", "title__lowest", "pages__year", "author__startswith"}) {
        CAPTURE(name);
        CHECK_THROWS_AS(Book::objects.filter(dynamic(name) = "x"), nuage::FieldError);
    }
}
