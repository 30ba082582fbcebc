// SPDX-License-Identifier: MIT
// as_derived(): what was combined or sliced, as if it were the model's table. And & | ^ of query sets.
#include <nuage/db/session.hpp>
#include <nuage/sql/dialect.hpp>

#include <support/catch.hpp>
#include <support/database.hpp>
#include <support/inheritance_models.hpp>

using namespace nuage::literals;
using shop::Author;
using shop::Book;
using shop::Review;
using shop::Status;
using test::first_names;
using test::Names;
using test::titles;

namespace {

auto live() { return Book::objects.filter("status"_f = Status::live); }
auto named(const char* title) { return Book::objects.filter("title"_f = title); }
const nuage::Features& features() { return nuage::db::default_database().dialect().features(); }
auto affordable() { return Book::objects.filter("price__lt"_f = nuage::Decimal("15")); }

}  // namespace

TEST_CASE_METHOD(test::Bookshop, "a union is filtered, joined and annotated as a derived table") {
    const auto books = live().union_(affordable()).as_derived();
    CHECK(titles(books) == Names{"Alpha", "Beta", "Delta"});
    CHECK(titles(books.filter("pages__gte"_f = 100)) == Names{"Alpha", "Beta"});
    CHECK(titles(books.filter("author__first_name"_f = "Cleo")) == Names{"Delta"});
    CHECK(titles(books.exclude("reviews__stars"_f = 5)) == Names{"Beta"});
    CHECK(books.count() == 3);
    CHECK(books.filter("title"_f = "Gamma").exists() == false);
    CHECK(books.get("title"_f = "Beta").pages == 200u);
    CHECK(books.select_related("author"_f).get("title"_f = "Delta").author->first_name == "Cleo");
    CHECK(books.aggregate("n"_f = nuage::Sum("pages"_f))["n"_f] == 300);
    const auto counted = books.annotate("n"_f = nuage::Count("reviews"_f)).order_by("-n"_f, "title"_f);
    CHECK(counted.values_list("title"_f, "n"_f).fetch() == std::vector<std::tuple<std::string, std::int64_t>>{{"Alpha", 2}, {"Delta", 2}, {"Beta", 1}});
}

TEST_CASE_METHOD(test::Bookshop, "rows of a derived table are changed in the table itself") {
    CHECK(live().union_(affordable()).as_derived().filter("pages__isnull"_f = false).update("stock"_f = 77) == 2);
    CHECK(titles(Book::objects.filter("stock"_f = 77)) == Names{"Alpha", "Beta"});
    CHECK(Review::objects.order_by("stars"_f)[{0, 2}].as_derived().filter("stars__gte"_f = 1).erase().total == 2);
    CHECK(Review::objects.count() == 3);
}

TEST_CASE_METHOD(test::Bookshop, "a slice is filtered further as a derived table") {
    const auto newest = Book::objects.filter("published__isnull"_f = false).order_by("-published"_f)[{0, 2}];
    CHECK(titles(newest.as_derived()) == Names{"Beta", "Gamma"});
    CHECK(titles(newest.as_derived().filter("pages__lt"_f = 250)) == Names{"Beta"});
    CHECK(titles(newest.as_derived().order_by("title"_f)[{0, 1}]) == Names{"Beta"});
    CHECK(first_names(Author::objects.filter("books__in"_f = newest.as_derived())) == Names{"Ada", "Ben"});
    CHECK(titles(Book::objects.none().as_derived()).empty());
    CHECK(newest.as_derived().as_derived().filter("pages__gt"_f = 1).count() == 2);
}

TEST_CASE_METHOD(test::Bookshop, "query sets are joined by & | ^") {
    CHECK(titles(live() & affordable()) == Names{"Alpha"});
    CHECK(titles(live() | affordable()) == Names{"Alpha", "Beta", "Delta"});
    CHECK(titles(live() ^ affordable()) == Names{"Beta", "Delta"});
    CHECK(titles(live() | Book::objects.exclude("pages__isnull"_f = true).filter("pages__gt"_f = 250)) == Names{"Alpha", "Beta", "Gamma"});
    CHECK(titles(live() | Book::objects.none()) == Names{"Alpha", "Beta"});
    CHECK(titles(Book::objects.none() | live()) == Names{"Alpha", "Beta"});
    CHECK((live() & Book::objects.none()).count() == 0);
    CHECK((live() | Book::objects.all()).count() == 4);
    CHECK((Book::objects.all() | live()).count() == 4);
    CHECK(titles(live() ^ Book::objects.all()) == Names{"Delta", "Gamma"});
    CHECK((Book::objects.all() ^ Book::objects.all()).count() == 0);
    CHECK((live() & Book::objects.all()).count() == 2);
    CHECK((live() | affordable().order_by("-title"_f)).first()->title == "Delta");
}

TEST_CASE_METHOD(test::Bookshop, "| shares the joins of both sides, each once") {
    const auto by = [](const char* title) { return Author::objects.filter("books__title"_f = title); };
    CHECK((by("Alpha") | by("Beta")).count() == 2);   // one join: Ada once for each of her books
    CHECK((by("Alpha").filter("books__title"_f = "Beta") | by("Gamma")).distinct().order_by("first_name"_f).flat("first_name"_f) == Names{"Ada", "Ben"});
    CHECK((by("Gamma") | by("Alpha").filter("books__title"_f = "Beta")).distinct().order_by("first_name"_f).flat("first_name"_f) == Names{"Ada", "Ben"});
    CHECK(first_names(Author::objects.filter("first_name"_f = "Dan") | by("Gamma")) == Names{"Ben", "Dan"});
    CHECK(first_names(by("Alpha") & by("Beta")) == Names{"Ada"});
}

TEST_CASE_METHOD(test::Bookshop, "annotated query sets are joined by &  and |") {
    const auto counted = Author::objects.annotate("n"_f = nuage::Count("books"_f));
    CHECK((counted.filter("n"_f = 2) | counted.filter("n"_f = 0)).order_by("first_name"_f).flat("first_name"_f) == Names{"Ada", "Dan"});
    CHECK((counted.filter("n__gte"_f = 1) & counted.filter("n__lt"_f = 2)).order_by("first_name"_f).flat("first_name"_f) == Names{"Ben", "Cleo"});
}

TEST_CASE_METHOD(test::Bookshop, "the rows of a slice are joined to others by their keys") {
    const auto sliced = Book::objects.order_by("-title"_f).first(1);   // Gamma
    if (!features().slices_in_lists) {
        CHECK_THROWS_AS(nuage::atomic([&] { return (sliced | live()).count(); }), nuage::NotSupportedError);
        return;
    }
    CHECK(titles(sliced | live()) == Names{"Alpha", "Beta", "Gamma"});
    CHECK(titles(live() | sliced) == Names{"Alpha", "Beta", "Gamma"});
    CHECK(titles(sliced ^ Book::objects.filter("title__in"_f = {"Gamma", "Delta"})) == Names{"Delta"});
    CHECK(titles(sliced | Book::objects.order_by("title"_f)[{1, 3}]) == Names{"Beta", "Delta", "Gamma"});
    CHECK(titles(live().slice(0, 0) | sliced) == Names{"Gamma"});
    CHECK(titles(Book::objects.distinct().order_by("-title"_f).first(1) | live()) == Names{"Alpha", "Beta", "Gamma"});
    CHECK(titles((sliced | live()).order_by("title"_f).first(2) | named("Delta")) == Names{"Alpha", "Beta", "Delta"});
    CHECK(titles(Book::objects.all().as_derived().order_by("title"_f).first(1) | named("Delta")) == Names{"Alpha", "Delta"});
    const auto doubled = Book::objects.annotate("twice"_f = "stock"_f * 2);
    CHECK((doubled.order_by("-twice"_f).first(1) | doubled.filter("twice"_f = 0)).count() == 2);
}

TEST_CASE_METHOD(test::Bookshop, "query sets that do not go together are refused") {
    CHECK_THROWS_AS(live().slice(0, 1) & affordable(), nuage::TypeError);
    CHECK_THROWS_AS(live().values_list("pk"_f).slice(0, 1) | affordable().values_list("pk"_f), nuage::TypeError);
    const auto counted = Author::objects.annotate("n"_f = nuage::Count("books"_f));
    CHECK_THROWS_AS(counted.order_by("-n"_f).first(1) | counted, nuage::TypeError);
    CHECK_THROWS_AS(live() | affordable().distinct(), nuage::TypeError);
    CHECK_THROWS_AS(live() | affordable().union_(live()), nuage::NotSupportedError);
    CHECK_THROWS_AS(live() | affordable().as_derived(), nuage::NotSupportedError);
}
