// SPDX-License-Identifier: MIT
// group_by(): groups that are said, and stay what they are.
#include <nuage/functions.hpp>
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using nuage::Count;
using nuage::Max;
using nuage::Sum;
using shop::Author;
using shop::Book;
using shop::Category;
using shop::Review;
using test::Names;

namespace {

using Counts = std::vector<std::tuple<std::string, std::int64_t>>;

}  // namespace

TEST_CASE_METHOD(test::Bookshop, "group_by() gives a row for each group, with its columns and aggregates") {
    const auto groups = Book::objects.group_by("author__first_name"_f).annotate("n"_f = Count("id"_f), "pages"_f = Sum("pages"_f)).order_by("-n"_f, "author__first_name"_f);
    const auto rows = groups.fetch();
    REQUIRE(rows.size() == 3);
    CHECK(rows[0]["author__first_name"_f] == "Ada");
    CHECK(rows[0]["n"_f] == 2);
    CHECK(rows[0]["pages"_f] == 300);
    CHECK(rows[2]["author__first_name"_f] == "Cleo");
    CHECK(rows[2]["pages"_f] == std::nullopt);
    CHECK(groups.count() == 3);
    CHECK(groups.filter("n"_f = 1).count() == 2);
    CHECK(groups.aggregate("most"_f = Max("n"_f))["most"_f] == 2);
    CHECK(groups[{0, 1}].values_list("n"_f).fetch() == std::vector<std::tuple<std::int64_t>>{{2}});
    CHECK(Book::objects.group_by("author"_f).count() == 3);
    CHECK(Book::objects.group_by("author"_f).annotate("n"_f = Count("id"_f)).order_by("n"_f, "author"_f).values_list("author"_f, "n"_f).first() ==
          std::tuple<std::int64_t, std::int64_t>{ben.id, 1});
}

TEST_CASE_METHOD(test::Bookshop, "neither Meta's ordering nor one from before groups by more") {
    // Ordered by order and slug, which all differ.
    CHECK(Category::objects.group_by("parent"_f).annotate("n"_f = Count("id"_f)).count() == 2);
    CHECK(Category::objects.group_by("parent"_f).annotate("n"_f = Count("id"_f)).filter("parent__isnull"_f = true).get()["n"_f] == 2);
    CHECK(Book::objects.order_by("title"_f).group_by("author"_f).annotate("n"_f = Count("id"_f)).count() == 3);
    CHECK(Book::objects.order_by("title"_f).select_related("author"_f).group_by("author"_f).annotate("n"_f = Count("id"_f)).filter("n"_f = 2).get()["author"_f] == ada.id);
}

TEST_CASE_METHOD(test::Bookshop, "group_by() takes expressions, and annotations may be of groups") {
    const auto by_year = Book::objects.filter("published__isnull"_f = false).group_by("year"_f = nuage::ExtractYear("published"_f)).annotate("n"_f = Count("id"_f));
    CHECK(by_year.order_by("year"_f).values_list("year"_f, "n"_f).fetch() == std::vector<std::tuple<std::optional<std::int32_t>, std::int64_t>>{{2020, 2}, {2021, 1}});
    const auto more = by_year.annotate("next"_f = "year"_f + 1, "twice"_f = "n"_f * 2).order_by("-year"_f).fetch();
    CHECK(more[0]["next"_f] == 2022);
    CHECK(more[1]["twice"_f] == 4);
    const auto letters = Author::objects.group_by("country__code"_f, "alive"_f).annotate("n"_f = Count("id"_f)).order_by("-n"_f);
    CHECK(letters.fetch()[0]["n"_f] == 2);
    const auto upper = Author::objects.group_by("country__code"_f).annotate("low"_f = nuage::Lower("country__code"_f), "n"_f = Count("id"_f)).filter("n"_f = 2);
    CHECK(upper.get()["low"_f] == "fr");
}

TEST_CASE_METHOD(test::Bookshop, "conditions are on rows, or on groups where they speak of aggregates") {
    CHECK(Book::objects.filter("pages__gt"_f = 150).group_by("author"_f).annotate("n"_f = Count("id"_f)).filter("n__lte"_f = 1).count() == 2);
    CHECK(Book::objects.group_by("author"_f).filter("pages__gt"_f = 150).annotate("n"_f = Count("id"_f)).filter("n__lte"_f = 1).count() == 2);
    CHECK(Review::objects.group_by("book__title"_f).annotate("n"_f = Count("id"_f)).filter("n"_f = 2).order_by("book__title"_f).values_list("book__title"_f, "n"_f).fetch() ==
          Counts{{"Alpha", 2}, {"Delta", 2}});
}

TEST_CASE_METHOD(test::Bookshop, "what a group has no single value of is refused") {
    const auto groups = Book::objects.group_by("author"_f).annotate("n"_f = Count("id"_f));
    CHECK_THROWS_WITH(groups.order_by("title"_f).fetch(), Catch::Matchers::Contains("[A053] 'title'"));
    CHECK_THROWS_AS(groups.values("title"_f).fetch(), nuage::FieldError);
    CHECK_THROWS_AS(groups.annotate("low"_f = nuage::Lower("title"_f)).fetch(), nuage::FieldError);
    CHECK_THROWS_AS(groups.filter("n"_f == 1 || "title"_f == "Alpha").fetch(), nuage::FieldError);
    CHECK_THROWS_WITH(groups.group_by("n"_f), Catch::Matchers::Contains("[A051]"));
    CHECK_THROWS_AS(Author::objects.annotate("n"_f = Count("books"_f)).group_by("n"_f), nuage::FieldError);
    CHECK_THROWS_WITH(Author::objects.group_by("n"_f = Count("books"_f)), Catch::Matchers::Contains("[A052]"));
    CHECK_THROWS_AS(Book::objects.order_by("title"_f).first(2).group_by("author"_f), nuage::TypeError);
    CHECK_THROWS_WITH(groups.update("stock"_f = 1), Catch::Matchers::Contains("[A055]"));
    CHECK_THROWS_AS(groups.erase(), nuage::TypeError);
}
