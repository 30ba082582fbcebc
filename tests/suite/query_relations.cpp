// SPDX-License-Identifier: MIT
// Lookups that follow relations, forwards and backwards.
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using shop::Author;
using shop::Book;
using shop::Category;
using shop::Country;
using shop::Publisher;
using shop::Review;
using shop::Tag;
using test::first_names;
using test::Names;
using test::titles;

TEST_CASE_METHOD(test::Bookshop, "a foreign key is followed forwards, to any depth") {
    CHECK(titles(Book::objects.filter("author__first_name"_f = "Ada")) == Names{"Alpha", "Beta"});
    CHECK(titles(Book::objects.filter("author__mentor__first_name"_f = "Ada")) == Names{"Delta", "Gamma"});
    CHECK(titles(Book::objects.filter("publisher__country__name__startswith"_f = "Fr")) == Names{"Alpha", "Delta"});
    CHECK(titles(Book::objects.filter("category__parent__slug"_f = "novels")) == Names{"Alpha", "Delta"});
    CHECK(Review::objects.filter("reviewer__mentor__mentor__first_name"_f = "Ada").get().body == "Bad");
    CHECK(Review::objects.filter("book__author__country__code"_f = "FR").count() == 3);
}

TEST_CASE_METHOD(test::Bookshop, "two foreign keys to one model are two relations") {
    CHECK(titles(Book::objects.filter("editor__first_name"_f = "Ben")) == Names{"Alpha"});
    CHECK(titles(Book::objects.filter("author__first_name"_f = "Ben")) == Names{"Gamma"});
    CHECK(titles(Book::objects.filter("author__last_name"_f = "Low", "editor__last_name"_f = "High")) ==
          Names{"Alpha"});
}

TEST_CASE_METHOD(test::Bookshop, "a key is given as an object, as its value, by name_id or by __pk") {
    const Names expected{"Alpha", "Beta"};
    CHECK(titles(Book::objects.filter("author"_f = ada)) == expected);
    CHECK(titles(Book::objects.filter("author"_f = ada.id)) == expected);
    CHECK(titles(Book::objects.filter("author_id"_f = ada.id)) == expected);
    CHECK(titles(Book::objects.filter("author__id"_f = ada.id)) == expected);
    CHECK(titles(Book::objects.filter("author__pk"_f = ada.id)) == expected);
    CHECK(titles(Book::objects.filter("author"_f = alpha.author)) == expected);
    CHECK(titles(Book::objects.filter("author"_f.in({ada, cleo}))) == Names{"Alpha", "Beta", "Delta"});
    CHECK(titles(Book::objects.filter("author"_f.in({ada.id, ben.id}))) == Names{"Alpha", "Beta", "Gamma"});
    CHECK(Book::objects.get("pk"_f = beta.id).title == "Beta");
    CHECK(Book::objects.get("pk"_f = beta).title == "Beta");
}

TEST_CASE_METHOD(test::Bookshop, "with to_field an object gives that field's value") {
    CHECK(first_names(Author::objects.filter("country"_f = france)) == Names{"Ada", "Dan"});
    CHECK(first_names(Author::objects.filter("country"_f = "FR")) == Names{"Ada", "Dan"});
    CHECK(first_names(Author::objects.filter("country_id"_f = "DE")) == Names{"Ben"});
    CHECK(first_names(Author::objects.filter("country__id"_f = germany.id)) == Names{"Ben"});
    CHECK(first_names(Author::objects.filter("country__pk"_f = germany.id)) == Names{"Ben"});
    CHECK(first_names(Author::objects.filter("country__code"_f = "DE")) == Names{"Ben"});
    CHECK(Publisher::objects.get("country"_f = germany).name == "South");
}

TEST_CASE_METHOD(test::Bookshop, "an object that was never saved is no key") {
    const Author nobody{.first_name = "Nobody"};
    CHECK_THROWS_AS(Book::objects.filter("author"_f = nobody), nuage::ValueError);
    CHECK_THROWS_AS(Book::objects.filter("author"_f.in({ada, nobody})), nuage::ValueError);
}

TEST_CASE_METHOD(test::Bookshop, "a relation is followed backwards by the declared member") {
    CHECK(first_names(Author::objects.filter("books__title"_f = "Gamma")) == Names{"Ben"});
    CHECK(first_names(Author::objects.filter("edited_books__title"_f = "Gamma")) == Names{"Ada"});
    CHECK(first_names(Author::objects.filter("students__first_name"_f = "Dan")) == Names{"Ben"});
    CHECK(first_names(Author::objects.filter("books__reviews__stars"_f = 1)) == Names{"Cleo"});
    CHECK(first_names(Author::objects.filter("books__taggings__tag__label"_f = "cheap")) == Names{"Ada", "Ben"});
    CHECK(Country::objects.get("publishers__books__title"_f = "Beta").code == "DE");
    CHECK(Category::objects.get("children__slug"_f = "fantasy").slug == "novels");
    CHECK(Tag::objects.get("taggings__book__author__first_name"_f = "Ben").label == "cheap");
}

TEST_CASE_METHOD(test::Bookshop, "a reverse name alone stands for the key of the other side") {
    CHECK(first_names(Author::objects.filter("books"_f = gamma.id)) == Names{"Ben"});
    CHECK(first_names(Author::objects.filter("books"_f = gamma)) == Names{"Ben"});
    CHECK(first_names(Author::objects.filter("books"_f.in({gamma.id, delta.id}))) == Names{"Ben", "Cleo"});
    CHECK(first_names(Author::objects.filter("books__isnull"_f = true)) == Names{"Dan"});
    CHECK(first_names(Author::objects.filter("books__isnull"_f = false)) == Names{"Ada", "Ada", "Ben", "Cleo"});
    CHECK(Tag::objects.get("taggings__isnull"_f = true).label == "unused");
}

TEST_CASE_METHOD(test::Bookshop, "a to-many relation gives a row for each partner that matches, distinct() one") {
    CHECK(first_names(Author::objects.filter("books__pages__gte"_f = 100)) == Names{"Ada", "Ada", "Ben"});
    CHECK(first_names(Author::objects.filter("books__pages__gte"_f = 100).distinct()) == Names{"Ada", "Ben"});
    CHECK(Author::objects.filter("books__pages__gte"_f = 100).count() == 3);
    CHECK(Author::objects.filter("books__pages__gte"_f = 100).distinct().count() == 2);
}

TEST_CASE_METHOD(test::Bookshop, "one filter() call speaks of one partner, two calls of any two") {
    // Ada wrote Alpha of 100 pages and Beta of 200.
    CHECK(first_names(Author::objects.filter("books__title"_f = "Alpha", "books__pages"_f = 200)).empty());
    CHECK(first_names(Author::objects.filter("books__title"_f == "Alpha" && "books__pages"_f == 200)).empty());
    CHECK(first_names(Author::objects.filter("books__title"_f = "Alpha").filter("books__pages"_f = 200)) ==
          Names{"Ada"});
    CHECK(first_names(Author::objects.filter("books__title"_f = "Alpha", "books__pages"_f = 100)) == Names{"Ada"});
    CHECK(first_names(Author::objects.filter("books__reviews__stars"_f = 5, "books__title"_f = "Beta")).empty());
    CHECK(first_names(Author::objects.filter("books__reviews__stars"_f = 5).filter("books__title"_f = "Beta")) ==
          Names{"Ada"});
}

TEST_CASE_METHOD(test::Bookshop, "two filter() calls over a to-many relation multiply the rows") {
    CHECK(Author::objects.filter("books__pages__gte"_f = 100).filter("books__pages__lte"_f = 200).count() == 4);
    CHECK(Book::objects.filter("reviews__stars__gte"_f = 1).filter("reviews__stars__gte"_f = 1).count() == 9);
    // A relation to one is joined once, however often it is named.
    CHECK(Book::objects.filter("author__last_name"_f = "Low").filter("author__alive"_f = true).count() == 2);
}

TEST_CASE_METHOD(test::Bookshop, "a one-to-one relation is followed both ways") {
    using shop::AuthorProfile;
    CHECK(first_names(Author::objects.filter("profile__bio"_f = "Edits.")) == Names{"Ben"});
    CHECK(first_names(Author::objects.filter("profile__isnull"_f = true)) == Names{"Cleo", "Dan"});
    CHECK(first_names(Author::objects.filter("profile__isnull"_f = false)) == Names{"Ada", "Ben"});
    CHECK(AuthorProfile::objects.get("author__first_name"_f = "Ada").bio == "Writes.");
    CHECK(AuthorProfile::objects.get("pk"_f = ada.id).bio == "Writes.");
    CHECK(AuthorProfile::objects.get("author"_f = ben).bio == "Edits.");
    CHECK(titles(Book::objects.filter("author__profile__bio__startswith"_f = "W")) == Names{"Alpha", "Beta"});
}
