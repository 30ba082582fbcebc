// SPDX-License-Identifier: MIT
// NULL in lookups, and in their negations.
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using shop::Author;
using shop::Book;
using test::first_names;
using test::Names;
using test::titles;

TEST_CASE_METHOD(test::Bookshop, "isnull finds rows with and without a value") {
    CHECK(first_names(Author::objects.filter("email__isnull"_f = true)) == Names{"Cleo", "Dan"});
    CHECK(first_names(Author::objects.filter("email__isnull"_f = false)) == Names{"Ada", "Ben"});
    CHECK(first_names(Author::objects.filter("email"_f.isnull())) == Names{"Cleo", "Dan"});
    CHECK(first_names(Author::objects.exclude("email"_f.isnull())) == Names{"Ada", "Ben"});
    CHECK(first_names(Author::objects.filter("first_name"_f.isnull())).empty());
}

TEST_CASE_METHOD(test::Bookshop, "equality with null means IS NULL") {
    CHECK(first_names(Author::objects.filter("email"_f = nullptr)) == Names{"Cleo", "Dan"});
    CHECK(first_names(Author::objects.filter("email"_f = std::nullopt)) == Names{"Cleo", "Dan"});
    CHECK(first_names(Author::objects.filter("email"_f = std::optional<std::string>{})) == Names{"Cleo", "Dan"});
    CHECK(first_names(Author::objects.filter("email__iexact"_f = nullptr)) == Names{"Cleo", "Dan"});
    CHECK(first_names(Author::objects.filter("email"_f != nullptr)) == Names{"Ada", "Ben"});
    CHECK(first_names(Author::objects.exclude("email"_f = nullptr)) == Names{"Ada", "Ben"});
    CHECK(first_names(Author::objects.filter("mentor"_f = nullptr)) == Names{"Ada"});
    CHECK(first_names(Author::objects.filter("email"_f = std::optional<std::string>("ada@example.com"))) ==
          Names{"Ada"});
}

TEST_CASE_METHOD(test::Bookshop, "a lookup other than equality refuses a null that arrives at run time") {
    const std::optional<double> nothing;
    CHECK_THROWS_AS(Author::objects.filter("rating__gt"_f = nothing), nuage::ValueError);
    CHECK_THROWS_AS(Author::objects.filter("rating__range"_f = std::pair(nothing, nothing)), nuage::ValueError);
    CHECK_THROWS_AS(Author::objects.filter("email__contains"_f = std::optional<std::string>{}), nuage::ValueError);
    CHECK_THROWS_AS(Author::objects.filter(nuage::dynamic("email__isnull") = 1), nuage::Error);
}

TEST_CASE_METHOD(test::Bookshop, "an empty text is not null") {
    CHECK(titles(Book::objects.filter("subtitle"_f = "")) == Names{"Gamma"});
    CHECK(titles(Book::objects.filter("subtitle"_f.isnull())) == Names{"Beta", "Delta"});
}

TEST_CASE_METHOD(test::Bookshop, "exclude() keeps rows whose column is null") {
    CHECK(titles(Book::objects.exclude("pages"_f = 100)) == Names{"Beta", "Delta", "Gamma"});
    CHECK(titles(Book::objects.exclude("pages__gt"_f = 150)) == Names{"Alpha", "Delta"});
    CHECK(titles(Book::objects.exclude("pages__in"_f = {100, 200})) == Names{"Delta", "Gamma"});
    CHECK(titles(Book::objects.exclude("pages__range"_f = nuage::range(100, 200))) == Names{"Delta", "Gamma"});
    CHECK(titles(Book::objects.exclude("subtitle__contains"_f = "first")) == Names{"Beta", "Delta", "Gamma"});
    CHECK(titles(Book::objects.exclude("published__year"_f = 2020)) == Names{"Delta", "Gamma"});
    CHECK(titles(Book::objects.exclude("published__month"_f = 1)) == Names{"Beta", "Delta"});
}

TEST_CASE_METHOD(test::Bookshop, "filter() with a negated comparison keeps them as well") {
    CHECK(titles(Book::objects.filter("pages"_f != 100)) == Names{"Beta", "Delta", "Gamma"});
    CHECK(titles(Book::objects.filter(~nuage::Q("pages"_f = 100))) == Names{"Beta", "Delta", "Gamma"});
    CHECK(titles(Book::objects.filter(~("pages"_f > 150))) == Names{"Alpha", "Delta"});
}

TEST_CASE_METHOD(test::Bookshop, "a negation of several conditions keeps rows that fail any of them") {
    CHECK(titles(Book::objects.exclude("pages"_f = 100, "price"_f = 10)) == Names{"Beta", "Delta", "Gamma"});
    CHECK(titles(Book::objects.exclude("pages"_f = 100, "price"_f = 11)).size() == 4);
    CHECK(titles(Book::objects.filter(~("pages"_f > 150 && "price"_f > 20))) == Names{"Alpha", "Delta", "Gamma"});
    CHECK(titles(Book::objects.filter(~("pages"_f > 150 || "price"_f > 20))) == Names{"Alpha", "Delta"});
}

TEST_CASE_METHOD(test::Bookshop, "two negations are none") {
    CHECK(titles(Book::objects.filter(~~nuage::Q("pages"_f = 100))) == Names{"Alpha"});
    CHECK(titles(Book::objects.exclude("pages"_f != 100)) == Names{"Alpha"});
    CHECK(titles(Book::objects.exclude(~nuage::Q("pages__gt"_f = 150))) == Names{"Beta", "Gamma"});
}

TEST_CASE_METHOD(test::Bookshop, "a negated comparison of two columns keeps rows where either is null") {
    // weight: 0.5, null, 1.5, null; stock: 5, 0, 5, -2; pages: 100, 200, 300, null
    CHECK(titles(Book::objects.exclude("weight__lt"_f = "pages"_f)) == Names{"Beta", "Delta"});
    CHECK(titles(Book::objects.exclude("stock__lt"_f = "pages"_f)) == Names{"Delta"});
}

TEST_CASE_METHOD(test::Bookshop, "a boolean that may be null has three answers") {
    CHECK(first_names(Author::objects.filter("alive"_f = true)) == Names{"Ada", "Dan"});
    CHECK(first_names(Author::objects.filter("alive"_f = false)) == Names{"Cleo"});
    CHECK(first_names(Author::objects.filter("alive"_f = nullptr)) == Names{"Ben"});
    CHECK(first_names(Author::objects.exclude("alive"_f = true)) == Names{"Ben", "Cleo"});
    CHECK(first_names(Author::objects.filter("alive"_f)) == Names{"Ada", "Dan"});
    CHECK(first_names(Author::objects.exclude("alive"_f)) == Names{"Ben", "Cleo"});
    CHECK(first_names(Author::objects.filter(!"alive"_f)) == Names{"Ben", "Cleo"});
}

TEST_CASE_METHOD(test::Bookshop, "a boolean that stands alone over a relation means equality with true") {
    CHECK(titles(Book::objects.filter("reviews__helpful"_f)) == Names{"Alpha", "Delta"});
    CHECK(titles(Book::objects.exclude("reviews__helpful"_f = true)) == Names{"Beta", "Gamma"});
    CHECK(titles(Book::objects.exclude("reviews__helpful"_f)) == Names{"Beta", "Gamma"});
    CHECK(titles(Book::objects.exclude("publisher__active"_f)) == Names{"Beta", "Gamma"});
    CHECK(titles(Book::objects.filter("publisher__active"_f || "pages"_f == 300)) == Names{"Alpha", "Delta", "Gamma"});
}

TEST_CASE_METHOD(test::Bookshop, "the guard against null is written only where a null can be") {
    CHECK(Book::objects.exclude("pages"_f = 1).sql(nuage::sqlite::dialect()).text.find("IS NOT NULL") !=
          std::string::npos);
    CHECK(Book::objects.exclude("stock"_f = 1).sql(nuage::sqlite::dialect()).text.find("IS NOT NULL") ==
          std::string::npos);
}
