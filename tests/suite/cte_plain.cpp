// SPDX-License-Identifier: MIT
// with(): a query under a name, used once or several times.
#include <nuage/cte.hpp>
#include <nuage/functions.hpp>
#include <support/catch.hpp>
#include <support/category_tree.hpp>
#include <support/inheritance_models.hpp>

using namespace nuage::literals;
using nuage::Count;
using nuage::Sum;
using nuage::with;
using shop::Author;
using shop::Book;
using shop::Category;
using shop::Status;
using test::Names;
using test::titles;

namespace {

auto totals() { return with<"totals">(Book::objects.values("author"_f).annotate("books"_f = Count("id"_f), "pages"_f = Sum("pages"_f))); }

}  // namespace

TEST_CASE_METHOD(test::Bookshop, "with() joins groups to the rows that they are of") {
    const auto authors = totals().join(Author::objects, "pk"_f = "author"_f).annotate("n"_f = "totals__books"_f).order_by("first_name"_f);
    std::vector<std::pair<std::string, std::int64_t>> rows;
    for (const auto& author : authors) rows.emplace_back(author.first_name, author["n"_f]);
    CHECK(rows == std::vector<std::pair<std::string, std::int64_t>>{{"Ada", 2}, {"Ben", 1}, {"Cleo", 1}});
    CHECK(authors.filter("totals__pages__gt"_f = 250).flat("first_name"_f) == Names{"Ada", "Ben"});
    CHECK(authors.filter("totals__pages__isnull"_f = true).get().first_name == "Cleo");
    CHECK(authors.count() == 3);
    CHECK(authors.exists());
    CHECK(authors.aggregate("all"_f = Sum("totals__pages"_f))["all"_f] == 600);
    // Without a column it is the first one.
    CHECK(totals().join(Author::objects, "pk"_f).count() == 3);
}

TEST_CASE_METHOD(test::Bookshop, "left_join() keeps rows without a partner") {
    const auto authors = totals().left_join(Author::objects, "pk"_f = "author"_f).annotate("n"_f = "totals__books"_f).order_by("first_name"_f);
    const auto rows = authors.fetch();
    static_assert(std::same_as<decltype(rows[0]["n"_f]), const std::optional<std::int64_t>&>);
    REQUIRE(rows.size() == 4);
    CHECK(rows[0]["n"_f] == 2);
    CHECK(rows[3]["n"_f] == std::nullopt);
    CHECK(authors.filter("totals__isnull"_f = true).flat("first_name"_f) == Names{"Dan"});
    CHECK(authors.filter("totals__books"_f = 2).flat("first_name"_f) == Names{"Ada"});
    CHECK(authors.exclude("totals__books"_f = 2).flat("first_name"_f) == Names{"Ben", "Cleo", "Dan"});
}

TEST_CASE_METHOD(test::Bookshop, "a common table expression is used several times, under names of its own") {
    const auto sums = totals();
    const auto pairs = Book::objects.filter("editor__isnull"_f = false)
                           .annotate("writer"_f = sums.on("author"_f), "reviser"_f = sums.on("editor"_f = "author"_f))
                           .filter("writer__books__gt"_f = "reviser__books"_f);
    CHECK(pairs.values_list("title"_f, "writer__books"_f, "reviser__books"_f).fetch() ==
          std::vector<std::tuple<std::string, std::int64_t, std::int64_t>>{{"Alpha", 2, 1}});
    const std::string sql = pairs.sql().text;
    CHECK(sql.find("AS (SELECT", sql.find("AS (SELECT") + 1) == std::string::npos);
    // In the query and in a query inside of it.
    const auto busy = sums.join(Author::objects, "pk"_f).filter("totals__books"_f = 2);
    CHECK(sums.join(Author::objects, "pk"_f).exclude("pk__in"_f = busy).order_by("first_name"_f).flat("first_name"_f) == Names{"Ben", "Cleo"});
}

TEST_CASE_METHOD(test::Bookshop, "rows() of with() are read, filtered and grouped by themselves") {
    const auto rows = totals().rows();
    CHECK(rows.count() == 3);
    CHECK(rows.filter("books"_f = 2).get()["pages"_f] == 300);
    CHECK(rows.order_by("-books"_f, "author"_f).values_list("author"_f).first() == std::tuple<std::int64_t>(ada.id));
    CHECK(rows.aggregate("most"_f = nuage::Max("books"_f), "mean"_f = nuage::Avg("books"_f))["most"_f] == 2);
    CHECK(rows.filter("books"_f = 1).union_(rows.filter("books"_f = 2)).count() == 3);
}

TEST_CASE_METHOD(test::Bookshop, "slices, unions and objects make common table expressions") {
    const auto latest = with<"latest">(Book::objects.filter("published__isnull"_f = false).order_by("-published"_f)[{0, 2}]);
    CHECK(titles(Book::objects.filter("pk__in"_f = latest.objects())) == Names{"Beta", "Gamma"});
    CHECK(latest.objects().filter("pages"_f = 300).get().title == "Gamma");
    const auto some = Book::objects.filter("status"_f = Status::live).union_(Book::objects.filter("title"_f = "Delta"));
    CHECK(with<"some">(some.values("id"_f)).objects().count() == 3);
    const auto far = with<"far">(Book::objects.annotate("twice"_f = "pages"_f * 2));
    CHECK(far.objects().filter("twice"_f = 400).get().title == "Beta");
}

TEST_CASE_METHOD(test::CategoryTree, "one common table expression uses another") {
    const auto shelves = with<"shelves">(Book::objects.filter("category__isnull"_f = false).values("category"_f).annotate("n"_f = Count("id"_f)));
    const auto tree = nuage::recursive<"tree">(
        shelves.left_join(Category::objects.filter("parent__isnull"_f = true), "pk"_f).annotate("n"_f = nuage::Coalesce("shelves__n"_f, 0)),
        [&](const auto& tree) {
            return shelves.left_join(tree.join(Category::objects, "parent"_f), "pk"_f).annotate("n"_f = "tree__n"_f + nuage::Coalesce("shelves__n"_f, 0));
        });
    // How many books stand on the way down.
    CHECK(tree.objects().order_by("slug"_f).values_list("slug"_f, "n"_f).fetch() ==
          std::vector<std::tuple<std::string, std::int64_t>>{{"epic", 3}, {"fantasy", 3}, {"maps", 0}, {"novels", 1}, {"saga", 3}, {"urban", 3}});
    CHECK(shelves.join(tree.objects(), "pk"_f).order_by("slug"_f).values_list("slug"_f, "n"_f, "shelves__n"_f).fetch() ==
          std::vector<std::tuple<std::string, std::int64_t, std::int64_t>>{{"fantasy", 3, 2}, {"novels", 1, 1}});
}

TEST_CASE_METHOD(test::CategoryTree, "query sets with common table expressions are parts of others") {
    const auto slugs = [](const auto& tree) { return tree.objects().values_list("slug"_f); };
    CHECK(slugs(test::subtree(epic)).union_(slugs(test::subtree(maps))).order_by("slug"_f).fetch() ==
          std::vector<std::tuple<std::string>>{{"epic"}, {"maps"}, {"saga"}});
    CHECK(slugs(test::subtree(fantasy)).difference(slugs(test::subtree(epic))).count() == 2);
    CHECK_THROWS_AS(test::subtree(epic).objects() | test::subtree(maps).objects(), nuage::NotSupportedError);
    CHECK_THROWS_AS(test::subtree(epic).objects() & test::subtree(maps).objects(), nuage::NotSupportedError);
}

TEST_CASE_METHOD(test::CategoryTree, "names of common table expressions stand for one thing") {
    const auto one = test::subtree(epic);
    const auto other = test::subtree(maps);
    const auto twice = one.join(Category::objects, "pk"_f);
    CHECK_THROWS_WITH(twice.annotate("second"_f = other.on("pk"_f)), Catch::Matchers::Contains("[A047]"));
    CHECK(twice.annotate("second"_f = one.on("parent"_f)).get().slug == "saga");
    const auto hiding = with<"SHOP_category">(Category::objects.annotate("twice"_f = "order"_f * 2));
    CHECK_THROWS_WITH(hiding.objects().count(), Catch::Matchers::Contains("[A048]"));
}

TEST_CASE_METHOD(test::Bookshop, "a common table expression cannot speak of the query around") {
    const auto own = with<"own">(Book::objects.filter("author"_f = nuage::OuterRef("pk"_f)));
    CHECK_THROWS_AS(Author::objects.filter(nuage::Exists(own.objects())).count(), nuage::ValueError);
}

TEST_CASE_METHOD(inheritance_models::Fixture, "objects of children and of proxies are rows of common table expressions") {
    using inheritance_models::Gadget;
    const auto strong = with<"strong">(Gadget::objects.filter("voltage__isnull"_f = false).annotate("twice"_f = "voltage"_f * 2));
    const auto expected = Gadget::objects.filter("voltage__isnull"_f = false).count();
    REQUIRE(expected > 0);
    CHECK(strong.objects().count() == expected);
    for (const auto& gadget : strong.objects()) CHECK(gadget["twice"_f] == *gadget.voltage * 2);
    CHECK(strong.join(inheritance_models::Product::objects, "pk"_f).count() == expected);
    const auto veterans = with<"veterans">(inheritance_models::Veteran::objects.all());
    CHECK(veterans.objects().count() == inheritance_models::Maker::objects.count());
}
