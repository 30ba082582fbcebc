// SPDX-License-Identifier: MIT
// union_(), intersection() and difference(): which rows, in which order, and what may follow.
#include <algorithm>

#include <nuage/aggregates.hpp>
#include <nuage/db/query_log.hpp>
#include <nuage/db/session.hpp>
#include <nuage/sql/dialect.hpp>

#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using shop::Author;
using shop::Book;
using shop::Country;
using shop::Publisher;
using shop::Status;
using test::Names;

namespace {

const nuage::Features& features() { return nuage::db::default_database().dialect().features(); }
auto named(const std::string& title) { return Book::objects.filter("title"_f = title); }
auto live() { return Book::objects.filter("status"_f = Status::live); }
auto affordable() { return Book::objects.filter("price__lt"_f = nuage::Decimal("15")); }
Names in_order(const auto& books) {
    Names names;
    for (const Book& book : books) names.push_back(book.title);
    return names;
}

}  // namespace

TEST_CASE_METHOD(test::Bookshop, "union_() gives each row once, and all of them where asked to") {
    CHECK(in_order(live().union_(affordable()).order_by("title"_f)) == Names{"Alpha", "Beta", "Delta"});
    CHECK(in_order(live().union_({.all = true}, affordable()).order_by("title"_f)) == Names{"Alpha", "Alpha", "Beta", "Delta"});
    CHECK(live().union_(affordable()).count() == 3);
    CHECK(live().union_({.all = true}, affordable()).count() == 4);
    CHECK(live().union_(affordable(), named("Gamma")).count() == 4);
    nuage::QueryCounter queries;
    CHECK(live().union_(affordable(), named("Gamma")).fetch().size() == 4);
    CHECK(queries.count() == 1);
}

TEST_CASE_METHOD(test::Bookshop, "intersection() and difference() take rows away") {
    if (!features().set_operations) {
        CHECK_THROWS_AS(nuage::atomic([&] { return live().intersection(affordable()).count(); }), nuage::NotSupportedError);
        CHECK_THROWS_WITH(nuage::atomic([&] { return live().intersection(affordable()).count(); }), Catch::Matchers::Contains("[F064]"));
        return;
    }
    CHECK(in_order(live().intersection(affordable())) == Names{"Alpha"});
    CHECK(in_order(live().difference(affordable())) == Names{"Beta"});
    CHECK(in_order(Book::objects.difference(named("Alpha"), named("Delta")).order_by("-title"_f)) == Names{"Gamma", "Beta"});
    CHECK(live().intersection(affordable(), named("Delta")).count() == 0);
    CHECK(Author::objects.values_list("country"_f).difference(Publisher::objects.values_list("country"_f)).count() == 0);
    CHECK(Author::objects.values_list("country"_f).difference(Author::objects.filter("first_name"_f = "Ada").values_list("country"_f)).count() == 2);
}

TEST_CASE_METHOD(test::Bookshop, "parts without rows are left out") {
    CHECK(in_order(Book::objects.none().union_(named("Beta"))) == Names{"Beta"});
    CHECK(in_order(named("Beta").union_(Book::objects.none(), Book::objects.filter("pk__in"_f = std::vector<int>{}))) == Names{"Beta"});
    CHECK(in_order(named("Beta").union_({.all = true}, Book::objects.none()).order_by("-title"_f)[{0, 5}]) == Names{"Beta"});
    CHECK(Book::objects.values_list("status"_f).union_(Book::objects.none().values_list("status"_f)).count() == 3);
    nuage::QueryCounter queries;
    CHECK(Book::objects.none().union_(Book::objects.none()).count() == 0);
    CHECK_FALSE(Book::objects.none().union_(Book::objects.none()).exists());
    CHECK(Book::objects.none().difference(Book::objects.all()).fetch().empty());
    CHECK(Book::objects.all().intersection(Book::objects.none()).fetch().empty());
    CHECK(queries.count() == 0);
}

TEST_CASE_METHOD(test::Bookshop, "a union is ordered, reversed and sliced as a whole") {
    const auto all = live().union_(affordable(), named("Gamma"));
    CHECK(in_order(all.order_by("-title"_f)[{0, 2}]) == Names{"Gamma", "Delta"});
    CHECK(in_order(all.order_by("title"_f).skip(2)) == Names{"Delta", "Gamma"});
    CHECK(in_order(all.order_by("title"_f).reverse()[{1, 3}]) == Names{"Delta", "Beta"});
    CHECK(all.order_by("title"_f)[{1, 3}].count() == 2);
    CHECK(all.order_by("title"_f).first()->title == "Alpha");
    CHECK(all.order_by("title"_f).last()->title == "Gamma");
    CHECK(all.first()->id == alpha.id);
    CHECK(in_order(all.order_by("price"_f.asc().nulls_first(), "title"_f)) == Names{"Gamma", "Delta", "Alpha", "Beta"});
    CHECK(in_order(all.order_by("price"_f.desc().nulls_last(), "title"_f)) == Names{"Beta", "Alpha", "Delta", "Gamma"});
    CHECK(in_order(all.order_by("author__first_name"_f, "title"_f)) == Names{"Alpha", "Beta", "Gamma", "Delta"});
    CHECK(in_order(all.order_by("?"_f)).size() == 4);
    CHECK(all.exists());
}

TEST_CASE_METHOD(test::Bookshop, "values() after a union choose the columns of its parts") {
    const auto books = live().union_(affordable());
    CHECK(books.values_list("title"_f, "pages"_f).order_by("title"_f).fetch() ==
          std::vector<std::tuple<std::string, std::optional<std::uint32_t>>>{{"Alpha", 100u}, {"Beta", 200u}, {"Delta", std::nullopt}});
    CHECK(test::sorted(books.flat("status"_f)) == std::vector{Status::live, Status::gone});
    CHECK(live().union_({.all = true}, affordable()).flat("status"_f).size() == 4);
    CHECK_THROWS_AS(live().values_list("title"_f).union_(affordable().values_list("title"_f)).values_list("title"_f), nuage::NotSupportedError);
}

TEST_CASE_METHOD(test::Bookshop, "a union is ordered by what values() did not choose") {
    const auto books = live().union_(affordable());
    CHECK(books.order_by("-title"_f).flat("pages"_f) == std::vector<std::optional<std::uint32_t>>{std::nullopt, 200u, 100u});
    CHECK(books.values_list("pages"_f).order_by("-title"_f).first(1).fetch() == std::vector<std::tuple<std::optional<std::uint32_t>>>{{std::nullopt}});
    CHECK(books.order_by("author__first_name"_f, "-title"_f).values("title"_f).rows()[0]["title"_f] == "Beta");
    CHECK(books.order_by("title"_f).values_list("pages"_f).count() == 3);
    CHECK(books.order_by("title"_f).values_list("pages"_f).exists());
    CHECK(books.order_by("reviews__stars"_f).count() == 3);
    CHECK_THROWS_WITH(books.order_by(nuage::Max("reviews__stars"_f)).fetch(), Catch::Matchers::Contains("[A010]"));
    CHECK(Book::objects.filter("pk__in"_f = books.order_by("title"_f).values_list("pk"_f)).count() == 3);
    CHECK_THROWS_WITH(Book::objects.filter("pk__in"_f = books.order_by("title"_f).values_list("pk"_f)[{0, 1}]).count(), Catch::Matchers::Contains("[F062]"));
}

TEST_CASE_METHOD(test::Bookshop, "a column that may be NULL is combined with one that may not") {
    const auto names = Book::objects.values_list("editor__first_name"_f).union_(Author::objects.values_list("first_name"_f));
    CHECK(names.count() == static_cast<std::int64_t>(Author::objects.count() + 1));
    CHECK(std::ranges::count(names.fetch(), std::tuple<std::optional<std::string>>()) == 1);
}

TEST_CASE_METHOD(test::Bookshop, "columns of several models are combined where they have the same types") {
    const auto names = Country::objects.values_list("name"_f).union_(Publisher::objects.values_list("name"_f)).order_by("name"_f);
    CHECK(names.count() == 6);
    CHECK(std::get<0>(*names.first()) == std::min({france.name, germany.name, spain.name, north.name, south.name, west.name}));
    const auto marked = Country::objects.annotate("k"_f = "c").values("name"_f, "k"_f).union_(Publisher::objects.annotate("k"_f = "p").values("name"_f, "k"_f));
    CHECK(marked.count() == 6);
    CHECK(marked.order_by("-k"_f).rows()[0]["k"_f] == "p");
}

TEST_CASE_METHOD(test::Bookshop, "the parts' own joins, annotations and groups stay theirs") {
    const auto with_author = [](const auto& books) { return books.select_related("author"_f); };
    const auto joined = with_author(live()).union_(with_author(named("Gamma"))).order_by("title"_f);
    nuage::QueryCounter queries;
    Names authors;
    for (const Book& book : joined) authors.push_back(book.author->first_name);
    CHECK(authors == Names{"Ada", "Ada", "Ben"});
    CHECK(queries.count() == 1);
    CHECK_THROWS_WITH(nuage::atomic([&] { return with_author(live()).union_(affordable()).fetch(); }), Catch::Matchers::Contains("[F060]"));

    const auto counted = [](const auto& books) { return books.annotate("n"_f = nuage::Count("reviews"_f)); };
    const auto busy = counted(live()).filter("n__gt"_f = 1).union_(counted(named("Gamma"))).order_by("-n"_f);
    CHECK(busy.rows()[0]["n"_f] == 2);
    CHECK(busy.rows()[1].title == "Gamma");
    CHECK(busy.values_list("n"_f).order_by("n"_f).fetch() == std::vector<std::tuple<std::int64_t>>{{0}, {2}});
}

TEST_CASE_METHOD(test::Bookshop, "combinations nest") {
    const auto any = live().union_(affordable());
    CHECK(in_order(any.union_(named("Gamma")).order_by("title"_f)) == Names{"Alpha", "Beta", "Delta", "Gamma"});
    CHECK(in_order(named("Gamma").union_(any).order_by("-title"_f)[{0, 1}]) == Names{"Gamma"});
    CHECK(named("Gamma").union_(any.order_by("title"_f)[{0, 1}]).count() == 2);
    if (features().set_operations) CHECK(in_order(Book::objects.difference(any)) == Names{"Gamma"});
    CHECK(named("Gamma").union_(any).values_list("title"_f).order_by("-title"_f).fetch() ==
          std::vector<std::tuple<std::string>>{{"Gamma"}, {"Delta"}, {"Beta"}, {"Alpha"}});
    CHECK(Book::objects.filter("pk__in"_f = named("Gamma").union_(any.union_(named("Alpha")))).count() == 4);
}

TEST_CASE_METHOD(test::Bookshop, "slices are parts where the database takes them") {
    const auto first = Book::objects.order_by("title"_f)[{0, 1}];
    const auto both = first.union_(Book::objects.order_by("-title"_f)[{0, 1}]);
    if (features().compound_slices) {
        CHECK(in_order(both.order_by("title"_f)) == Names{"Alpha", "Gamma"});
        CHECK(live().order_by("title"_f).union_(affordable()).count() == 3);
    } else {
        CHECK_THROWS_AS(nuage::atomic([&] { return both.count(); }), nuage::DatabaseError);
        CHECK_THROWS_WITH(nuage::atomic([&] { return both.count(); }), Catch::Matchers::Contains("[F065]"));
        CHECK_THROWS_AS(nuage::atomic([&] { return live().order_by("title"_f).union_(affordable()).count(); }), nuage::DatabaseError);
    }
    CHECK(in_order(first.as_derived().union_(named("Beta")).order_by("title"_f)) == Names{"Alpha", "Beta"});
}

TEST_CASE_METHOD(test::Bookshop, "a combination is an operand") {
    const auto any = live().union_(named("Gamma"));
    CHECK(Author::objects.filter("books__in"_f = any).distinct().count() == 2);
    CHECK(Book::objects.exclude("pk__in"_f = any.values_list("pk"_f)).flat("title"_f) == Names{"Delta"});
    CHECK(Author::objects.filter(nuage::Exists(Book::objects.filter("author"_f = nuage::OuterRef("pk"_f), "status"_f = Status::gone)
                                                   .union_(Book::objects.filter("author"_f = nuage::OuterRef("pk"_f), "status"_f = Status::draft))))
              .order_by("first_name"_f)
              .flat("first_name"_f) == Names{"Ben", "Cleo"});
}

TEST_CASE_METHOD(test::Bookshop, "what a combination cannot do says so before anything is sent") {
    const auto books = live().union_(affordable());
    nuage::QueryCounter queries;
    CHECK_THROWS_WITH(books.filter("title"_f = "Alpha"), Catch::Matchers::Contains("Calling filter() after union_()"));
    CHECK_THROWS_AS(books.exclude("title"_f = "Alpha"), nuage::NotSupportedError);
    CHECK_THROWS_WITH(books.exclude("title"_f = "Alpha"), Catch::Matchers::Contains("[F061]"));
    CHECK_THROWS_AS(books.get("title"_f = "Alpha"), nuage::NotSupportedError);
    CHECK_THROWS_AS(books.annotate("n"_f = 1), nuage::NotSupportedError);
    CHECK_THROWS_WITH(books.aggregate("n"_f = nuage::Count("pk"_f)), Catch::Matchers::Contains("Calling aggregate() after union_()"));
    CHECK_THROWS_AS(books.distinct(), nuage::NotSupportedError);
    CHECK_THROWS_AS(books.select_related("author"_f), nuage::NotSupportedError);
    CHECK_THROWS_AS(books.prefetch_related("reviews"_f), nuage::NotSupportedError);
    CHECK_THROWS_AS(books.only("title"_f), nuage::NotSupportedError);
    CHECK_THROWS_AS(books.defer("title"_f), nuage::NotSupportedError);
    CHECK_THROWS_AS(books.select_for_update(), nuage::NotSupportedError);
    CHECK_THROWS_AS(books.contains(alpha), nuage::NotSupportedError);
    CHECK_THROWS_AS(books.update("stock"_f = 1), nuage::NotSupportedError);
    CHECK_THROWS_AS(books.erase(), nuage::NotSupportedError);
    CHECK_THROWS_AS(books.raw_erase(), nuage::NotSupportedError);
    CHECK_THROWS_AS(books.dates("published"_f, "year"), nuage::NotSupportedError);
    CHECK_THROWS_WITH(live().values_list("title"_f).union_(affordable().values_list("title"_f)).order_by("pages"_f).fetch(),
                      Catch::Matchers::Contains("[F062]"));
    CHECK(queries.count() == 0);
}
