// SPDX-License-Identifier: MIT
// FilteredRelation: a relation joined with a condition of its own.
#include <nuage/db/query_log.hpp>
#include <nuage/filtered_relation.hpp>

#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using nuage::Count;
using nuage::FilteredRelation;
using shop::Author;
using shop::Book;
using shop::Status;
using test::Names;

namespace {

auto with_live() { return Author::objects.annotate("live"_f = FilteredRelation("books"_f, "books__status"_f = Status::live)); }
auto with_french() { return Book::objects.annotate("p"_f = FilteredRelation("publisher"_f, "publisher__country"_f = "FR")); }

}  // namespace

TEST_CASE_METHOD(test::Bookshop, "a FilteredRelation joins the rows that satisfy its condition, and keeps the others' row") {
    CHECK(with_live().order_by("first_name"_f, "live__title"_f).values_list("first_name"_f, "live__title"_f).fetch() ==
          std::vector<std::tuple<std::string, std::optional<std::string>>>{
              {"Ada", "Alpha"}, {"Ada", "Beta"}, {"Ben", std::nullopt}, {"Cleo", std::nullopt}, {"Dan", std::nullopt}});
    CHECK(with_live().annotate("n"_f = Count("live"_f)).order_by("first_name"_f).flat("n"_f) == std::vector<std::int64_t>{2, 0, 0, 0});
    CHECK(with_french().order_by("title"_f).flat("p__name"_f) ==
          std::vector<std::optional<std::string>>{north.name, std::nullopt, north.name, std::nullopt});
    CHECK(with_live().count() == 4);
}

TEST_CASE_METHOD(test::Bookshop, "a FilteredRelation is filtered by, without another join") {
    CHECK(with_live().filter("live__isnull"_f = false).distinct().flat("first_name"_f) == Names{"Ada"});
    CHECK(with_live().filter("live__isnull"_f = true).order_by("first_name"_f).flat("first_name"_f) == Names{"Ben", "Cleo", "Dan"});
    CHECK(with_live().filter("live__pages__gt"_f = 150).flat("first_name"_f) == Names{"Ada"});
    CHECK(with_live().filter("live__pages__gt"_f = 50).filter("live__pages__lt"_f = 150).count() == 1);
    CHECK(with_live().filter("live"_f = alpha).flat("first_name"_f) == Names{"Ada"});
    CHECK(with_live().filter("live__reviews__stars"_f = 3).count() == 2);
    CHECK(with_live().filter("books__title"_f = "Gamma", "live__isnull"_f = true).flat("first_name"_f) == Names{"Ben"});
    CHECK(with_french().filter("p__isnull"_f = false).order_by("title"_f).flat("title"_f) == Names{"Alpha", "Delta"});
}

TEST_CASE_METHOD(test::Bookshop, "conditions of a FilteredRelation may be joined, negated, and speak of the row itself") {
    const auto found = [](const auto& condition) {
        return Author::objects.annotate("x"_f = FilteredRelation("books"_f, condition)).filter("x__isnull"_f = false).order_by("first_name"_f, "x__title"_f).flat("x__title"_f);
    };
    using Found = std::vector<std::optional<std::string>>;
    CHECK(found(nuage::Q("books__title"_f = "Beta") | nuage::Q("books__title"_f = "Delta")) == Found{"Beta", "Delta"});
    CHECK(found(~nuage::Q("books__status"_f = Status::live)) == Found{"Gamma", "Delta"});
    CHECK(found(nuage::Q("books__editor__gt"_f = "pk"_f)).size() <= 2);
    const auto two = with_live().annotate("gone"_f = FilteredRelation("books"_f, "books__status"_f = Status::gone), "n"_f = Count("gone"_f));
    CHECK(two.order_by("first_name"_f).flat("n"_f) == std::vector<std::int64_t>{0, 0, 1, 0});
    CHECK(Author::objects.filter("pk__in"_f = with_live().filter("live__isnull"_f = false).values("pk"_f)).flat("first_name"_f) == Names{"Ada"});
    CHECK_THROWS_WITH(found(nuage::Q("books__publisher__name"_f = "x")), Catch::Matchers::Contains("[F070]"));
}
