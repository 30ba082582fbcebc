// SPDX-License-Identifier: MIT
// Queries inside of queries: Subquery, Exists, OuterRef, and query sets as operands.
#include <nuage/db/query_log.hpp>

#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using nuage::Count;
using nuage::Exists;
using nuage::OuterRef;
using nuage::Subquery;
using shop::Author;
using shop::Book;
using shop::Country;
using shop::Publisher;
using shop::Review;
using test::first_names;
using test::Names;
using test::titles;

namespace {

const auto own_books = [] { return Book::objects.filter("author"_f = OuterRef("pk"_f)); };

}  // namespace

TEST_CASE_METHOD(test::Bookshop, "a Subquery is a value of each row, NULL where it finds nothing") {
    const auto newest = own_books().order_by("-published"_f).values("title"_f)[{0, 1}];
    const auto authors = Author::objects.annotate("newest"_f = Subquery(newest)).order_by("first_name"_f).fetch();
    static_assert(std::same_as<decltype(authors[0]["newest"_f]), const std::optional<std::string>&>);
    CHECK(authors[0]["newest"_f] == "Beta");
    CHECK(authors[1]["newest"_f] == "Gamma");
    CHECK(authors[3]["newest"_f] == std::nullopt);
    CHECK(Author::objects.annotate("newest"_f = Subquery(newest)).filter("newest"_f = "Gamma").flat("first_name"_f) == Names{"Ben"});
    CHECK(Author::objects.annotate("newest"_f = Subquery(newest)).filter("newest__isnull"_f = false).order_by("-newest"_f).flat("first_name"_f) ==
          Names{"Ben", "Cleo", "Ada"});
}

TEST_CASE_METHOD(test::Bookshop, "a Subquery is compared with and assigned") {
    const auto pages = Book::objects.filter("title"_f = "Beta").values("pages"_f)[{0, 1}];
    CHECK(titles(Book::objects.filter("pages__gte"_f = Subquery(pages))) == Names{"Beta", "Gamma"});
    const auto first = own_books().order_by("title"_f).values("title"_f)[{0, 1}];
    CHECK(Author::objects.filter("books__isnull"_f = false).update("last_name"_f = Subquery(first)) == 3);
    CHECK(Author::objects.get("pk"_f = ada.id).last_name == "Alpha");
    CHECK(Author::objects.get("pk"_f = dan.id).last_name == dan.last_name);
}

TEST_CASE_METHOD(test::Bookshop, "Exists is a condition and a value") {
    CHECK(first_names(Author::objects.filter(Exists(own_books()))) == Names{"Ada", "Ben", "Cleo"});
    CHECK(first_names(Author::objects.filter(~Exists(own_books()))) == Names{"Dan"});
    CHECK(first_names(Author::objects.filter(Exists(own_books()) && "alive"_f == false)) == Names{"Cleo"});
    CHECK(first_names(Author::objects.exclude(Exists(own_books().filter("pages__gt"_f = 150)))) == Names{"Cleo", "Dan"});
    const auto authors = Author::objects.annotate("has"_f = Exists(own_books()));
    static_assert(std::same_as<decltype(authors.fetch()[0]["has"_f]), const bool&>);
    CHECK(authors.order_by("first_name"_f).flat("has"_f) == std::vector<bool>{true, true, true, false});
    CHECK(authors.filter("has"_f = false).flat("first_name"_f) == Names{"Dan"});
    CHECK(Author::objects.filter(Exists(own_books())).count() == 3);
    CHECK(Author::objects.filter(Exists(Book::objects.none())).count() == 0);
    CHECK(Author::objects.filter(~Exists(Book::objects.none())).count() == 4);
    CHECK(Author::objects.filter(Exists(own_books().order_by("title"_f)[{1, 2}])).flat("first_name"_f) == Names{"Ada"});
}

TEST_CASE_METHOD(test::Bookshop, "OuterRef follows relations of the outer query, and reaches further out") {
    CHECK(titles(Book::objects.filter(Exists(Publisher::objects.filter("country"_f = OuterRef("author__country"_f))))).size() == 3);
    const auto compatriots = Author::objects.filter("country"_f = OuterRef(OuterRef("country"_f))).values("pk"_f);
    const auto local = Book::objects.filter("publisher"_f = OuterRef("pk"_f), "author__in"_f = compatriots);
    CHECK(Publisher::objects.filter(Exists(local)).flat("name"_f) == Names{north.name});
}

TEST_CASE_METHOD(test::Bookshop, "OuterRef names an annotation of the outer query") {
    const auto longer = Book::objects.filter("pages__gt"_f = OuterRef("most"_f));
    const auto authors = Author::objects.annotate("most"_f = Subquery(own_books().filter("pages__isnull"_f = false).order_by("-pages"_f).values("pages"_f)[{0, 1}]))
                             .filter(Exists(longer));
    CHECK(authors.flat("first_name"_f) == Names{"Ada"});
}

TEST_CASE_METHOD(test::Bookshop, "groups are counted per row by a Subquery") {
    const auto total = own_books().order_by().values("author"_f).annotate("n"_f = Count("pk"_f)).values("n"_f);
    CHECK(Author::objects.annotate("n"_f = Subquery(total)).order_by("first_name"_f).flat("n"_f) ==
          std::vector<std::optional<std::int64_t>>{2, 1, 1, std::nullopt});
}

TEST_CASE_METHOD(test::Bookshop, "a query set is an operand: of in its rows, of exact its one row") {
    CHECK(first_names(Author::objects.filter("pk__in"_f = Book::objects.values("author"_f))) == Names{"Ada", "Ben", "Cleo"});
    CHECK(titles(Book::objects.filter("author__in"_f = Author::objects.filter("first_name__lt"_f = "B"))) == Names{"Alpha", "Beta"});
    CHECK(titles(Book::objects.exclude("author__in"_f = Author::objects.filter("first_name__lt"_f = "B"))) == Names{"Delta", "Gamma"});
    CHECK(first_names(Author::objects.filter("country__in"_f = Country::objects.filter("name"_f = france.name))) == Names{"Ada", "Dan"});
    CHECK(titles(Book::objects.filter("author"_f = Author::objects.order_by("first_name"_f)[{1, 2}])) == Names{"Gamma"});
    CHECK(Author::objects.filter("pk__in"_f = Book::objects.none().values("author"_f)).count() == 0);
    const auto twice = Book::objects.values("author"_f).annotate("n"_f = Count("pk"_f)).filter("n"_f = 2).values("author"_f);
    CHECK(first_names(Author::objects.filter("pk__in"_f = twice)) == Names{"Ada"});
    nuage::QueryCounter queries;
    CHECK(Author::objects.filter("pk__in"_f = Book::objects.values("author"_f)).count() == 3);
    CHECK(queries.count() == 1);
}

TEST_CASE_METHOD(test::Bookshop, "rows are grouped by a Subquery") {
    const auto best = Review::objects.filter("book"_f = OuterRef("pk"_f)).order_by("-stars"_f).values("stars"_f)[{0, 1}];
    const auto groups = Book::objects.annotate("best"_f = Subquery(best)).values("best"_f).annotate("n"_f = Count("pk"_f)).order_by("-n"_f, "best"_f);
    CHECK(groups.size() == 3);
    CHECK(groups.rows()[0]["best"_f] == std::int16_t{5});
    CHECK(groups.rows()[0]["n"_f] == 2);
}

TEST_CASE_METHOD(test::Bookshop, "a reference to an outer query that is not there is told") {
    CHECK_THROWS_AS(own_books().count(), nuage::ValueError);
    CHECK_THROWS_WITH(Author::objects.filter(Exists(Book::objects.filter("author"_f = OuterRef("nome"_f)))).count(),
                      Catch::Matchers::Contains("[F001] Author has no field 'nome'"));
}

TEST_CASE_METHOD(test::Bookshop, "what belongs into a subquery, or to annotate(), says so when it is run by itself") {
    CHECK_THROWS_WITH(static_cast<void>(own_books().count()),
                      "[F040] This query set contains a reference to an outer query and may only be used in a subquery.");
    CHECK_THROWS_WITH(static_cast<void>(Book::objects.order_by(nuage::Count("reviews"_f)).fetch()),
                      "[A010] An aggregate in a condition or an ordering must be named by annotate() first.");
}
