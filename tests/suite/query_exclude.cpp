// SPDX-License-Identifier: MIT
// exclude(), and other negations, over relations.
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using shop::Author;
using shop::Book;
using shop::Publisher;
using test::first_names;
using test::Names;
using test::titles;

TEST_CASE_METHOD(test::Bookshop, "exclude() over a nullable foreign key keeps rows without a partner") {
    CHECK(titles(Book::objects.exclude("publisher__name"_f = "North")) == Names{"Beta", "Gamma"});
    CHECK(titles(Book::objects.exclude("publisher"_f = north)) == Names{"Beta", "Gamma"});
    CHECK(titles(Book::objects.exclude("editor__first_name"_f = "Ben")) == Names{"Beta", "Delta", "Gamma"});
    CHECK(titles(Book::objects.filter("publisher__name"_f != "South")) == Names{"Alpha", "Delta", "Gamma"});
}

TEST_CASE_METHOD(test::Bookshop, "exclude() keeps rows whose related value is null") {
    CHECK(titles(Book::objects.exclude("author__rating"_f = 3.0)) == Names{"Alpha", "Beta", "Delta"});
    CHECK(titles(Book::objects.exclude("author__email__endswith"_f = ".com")) == Names{"Delta", "Gamma"});
    CHECK(titles(Book::objects.exclude("publisher__country__code"_f = "FR")) == Names{"Beta", "Gamma"});
    CHECK(titles(Book::objects.exclude("author__mentor__first_name"_f = "Ada")) == Names{"Alpha", "Beta"});
}

TEST_CASE_METHOD(test::Bookshop, "exclude() over a to-many relation drops rows with any such partner") {
    CHECK(first_names(Author::objects.exclude("books__title"_f = "Alpha")) == Names{"Ben", "Cleo", "Dan"});
    CHECK(first_names(Author::objects.exclude("books__pages__gte"_f = 100)) == Names{"Cleo", "Dan"});
    CHECK(first_names(Author::objects.exclude("books__price__lt"_f = 15)) == Names{"Ben", "Dan"});
    CHECK(titles(Book::objects.exclude("reviews__stars"_f = 3)) == Names{"Delta", "Gamma"});
    CHECK(titles(Book::objects.exclude("taggings__tag__label"_f = "new")) == Names{"Delta", "Gamma"});
    CHECK(titles(Book::objects.exclude("reviews__reviewer__first_name"_f = "Ben")) == Names{"Beta", "Delta", "Gamma"});
}

TEST_CASE_METHOD(test::Bookshop, "no row appears twice for being excluded by a relation") {
    CHECK(Author::objects.exclude("books__pages"_f = 1000).count() == 4);
    CHECK(Book::objects.exclude("reviews__stars"_f = -1).count() == 4);
}

TEST_CASE_METHOD(test::Bookshop, "several conditions of one exclude() speak of any partners") {
    // Ada wrote Alpha, and wrote something of 200 pages, though not both in one book.
    CHECK(first_names(Author::objects.exclude("books__title"_f = "Alpha", "books__pages"_f = 200)) ==
          Names{"Ben", "Cleo", "Dan"});
    CHECK(first_names(Author::objects.exclude("books__title"_f = "Alpha", "books__pages"_f = 300)).size() == 4);
}

TEST_CASE_METHOD(test::Bookshop, "exclude() after filter() over the same relation excludes by all partners") {
    CHECK(first_names(Author::objects.filter("books__title"_f = "Alpha").exclude("books__title"_f = "Beta")).empty());
    CHECK(first_names(Author::objects.filter("books__title"_f = "Gamma").exclude("books__title"_f = "Beta")) ==
          Names{"Ben"});
}

TEST_CASE_METHOD(test::Bookshop, "exclude() mixes the row's own columns with relations") {
    CHECK(titles(Book::objects.exclude("status"_f = shop::Status::live, "reviews__stars"_f = 5)) ==
          Names{"Beta", "Delta", "Gamma"});
    CHECK(titles(Book::objects.filter(~("status"_f == shop::Status::live || "reviews__stars"_f == 5))) ==
          Names{"Gamma"});
    CHECK(titles(Book::objects.filter("pages"_f > 100 && !("reviews__stars"_f == 3))) == Names{"Gamma"});
    CHECK(titles(Book::objects.filter("title"_f == "Delta" || !("reviews__stars__gte"_f = 3))) ==
          Names{"Delta", "Gamma"});
}

TEST_CASE_METHOD(test::Bookshop, "exclude() of isnull over relations keeps the others") {
    CHECK(first_names(Author::objects.exclude("books__isnull"_f = true).distinct()) == Names{"Ada", "Ben", "Cleo"});
    CHECK(first_names(Author::objects.exclude("books__isnull"_f = false)) == Names{"Dan"});
    CHECK(first_names(Author::objects.exclude("mentor__isnull"_f = true)) == Names{"Ben", "Cleo", "Dan"});
    CHECK(titles(Book::objects.exclude("publisher__founded__isnull"_f = true)) == Names{"Alpha", "Delta"});
    CHECK(titles(Book::objects.exclude("publisher__founded__isnull"_f = false)) == Names{"Beta", "Gamma"});
    // Beta has a review by nobody; Gamma has no reviews at all.
    CHECK(titles(Book::objects.exclude("reviews__reviewer__isnull"_f = true)) == Names{"Alpha", "Delta"});
}

TEST_CASE_METHOD(test::Bookshop, "a chain through a to-many relation and back is excluded as a whole") {
    CHECK(first_names(Author::objects.exclude("books__publisher__name"_f = "North")) == Names{"Ben", "Dan"});
    CHECK(first_names(Author::objects.exclude("mentor__books__title"_f = "Alpha")) == Names{"Ada", "Dan"});
    CHECK(first_names(Author::objects.exclude("students__books__title"_f = "Gamma")) == Names{"Ben", "Cleo", "Dan"});
    CHECK(Publisher::objects.exclude("books__author__mentor__first_name"_f = "Ada").flat("name"_f) ==
          Names{"South", "West"});
}

TEST_CASE_METHOD(test::Bookshop, "two negations over a to-many relation mean that there is such a partner") {
    CHECK(first_names(Author::objects.filter(!!("books__title"_f == "Alpha"))) == Names{"Ada"});
    CHECK(first_names(Author::objects.exclude("books__title"_f != "Alpha")) == Names{"Ada"});
}

TEST_CASE_METHOD(test::Bookshop, "a column of the row on the right of an excluded to-many lookup is the row's own") {
    // Alpha: stock 5, and a review of 5 stars. Delta: stock -2, 5 stars and 1.
    CHECK(titles(Book::objects.exclude("reviews__stars"_f = "stock"_f)) == Names{"Beta", "Delta", "Gamma"});
    CHECK(titles(Book::objects.exclude("reviews__stars__gt"_f = "stock"_f)) == Names{"Alpha", "Gamma"});
}

TEST_CASE_METHOD(test::Bookshop, "exclude() without conditions drops nothing") {
    CHECK(Book::objects.exclude().count() == 4);
    CHECK(Book::objects.filter().count() == 4);
}
