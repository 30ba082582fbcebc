// SPDX-License-Identifier: MIT
// recursive(): trees in one query.
#include <nuage/cte.hpp>
#include <nuage/functions.hpp>
#include <nuage/windows.hpp>
#include <support/catch.hpp>
#include <support/category_tree.hpp>

using namespace nuage::literals;
using nuage::Count;
using nuage::recursive;
using shop::Book;
using shop::Category;
using test::Names;
using test::titles;
using test::whole_tree;

TEST_CASE_METHOD(test::CategoryTree, "recursive() gives the objects of a tree with what was computed on the way") {
    const auto tree = whole_tree().objects();
    std::vector<std::pair<std::string, std::int64_t>> rows;
    for (const auto& category : tree.order_by("path"_f)) rows.emplace_back(category["path"_f], category["depth"_f]);
    CHECK(rows == std::vector<std::pair<std::string, std::int64_t>>{
                      {"maps", 0}, {"novels", 0}, {"novels/fantasy", 1}, {"novels/fantasy/epic", 2}, {"novels/fantasy/epic/saga", 3}, {"novels/fantasy/urban", 2}});
    CHECK(tree.get("slug"_f = "saga").parent.id() == epic.id);
}

TEST_CASE_METHOD(test::CategoryTree, "the objects of a tree are a query set like any other") {
    const auto tree = whole_tree().objects();
    CHECK(tree.count() == 6);
    CHECK(tree.filter("depth__gte"_f = 2).count() == 3);
    CHECK(tree.filter("depth"_f = 2, "slug__startswith"_f = "u").exists());
    CHECK_FALSE(tree.filter("depth"_f = 4).exists());
    CHECK(tree.exclude("depth"_f = 0).order_by("path"_f).flat("slug"_f) == Names{"fantasy", "epic", "saga", "urban"});
    CHECK(tree.filter("depth"_f == 3 || "slug"_f == "maps").order_by("slug"_f).flat("slug"_f) == Names{"maps", "saga"});
    CHECK(tree.order_by("-depth"_f, "slug"_f)[{0, 2}].flat("slug"_f) == Names{"saga", "epic"});
    CHECK(tree.order_by("-depth"_f, "slug"_f)[{0, 2}].count() == 2);
    CHECK(tree.order_by("-depth"_f).first()->slug == "saga");
    CHECK(tree.filter("tree__path__endswith"_f = "/urban").get().slug == "urban");
    CHECK(tree.aggregate("deepest"_f = nuage::Max("depth"_f))["deepest"_f] == 3);
    CHECK(tree.order_by("slug"_f)[{0, 3}].aggregate("deepest"_f = nuage::Max("depth"_f))["deepest"_f] == 2);
    CHECK(tree.filter("parent__slug"_f = "fantasy").order_by("slug"_f).flat("slug"_f) == Names{"epic", "urban"});
    CHECK(tree.select_related("parent"_f).get("slug"_f = "saga").parent->slug == "epic");
    CHECK(tree.prefetch_related("children"_f).get("slug"_f = "fantasy").children.all().size() == 2);
    std::size_t streamed = 0;
    for (const auto& category : tree.iterator(2)) streamed += category["depth"_f] >= 0 ? 1u : 0u;
    CHECK(streamed == 6);
    CHECK(tree.order_by("path"_f).values_list("slug"_f, "depth"_f).first() == std::tuple<std::string, std::int64_t>{"maps", 0});
    CHECK(tree.filter("slug"_f = "saga").values().first()->operator[]("depth"_f) == 3);
    CHECK(tree.distinct().count() == 6);
}

TEST_CASE_METHOD(test::CategoryTree, "Meta's ordering is that of the objects, not of the base or the step") {
    Names slugs;
    for (const auto& category : whole_tree().objects()) slugs.push_back(category.slug);
    CHECK(slugs == Names{"epic", "saga", "urban", "fantasy", "maps", "novels"});
}

TEST_CASE_METHOD(test::CategoryTree, "a tree is a subquery, an operand and what others are joined to") {
    const auto below = test::subtree(fantasy);
    CHECK(titles(Book::objects.filter("category__in"_f = below.objects())) == Names{"Alpha", "Delta"});
    CHECK(titles(Book::objects.exclude("category__in"_f = below.objects()).filter("category__isnull"_f = false)) == Names{"Beta"});
    CHECK(titles(Book::objects.filter(nuage::Exists(below.objects().filter("pk"_f = nuage::OuterRef("category"_f))))) == Names{"Alpha", "Delta"});
    const auto books = whole_tree().join(Book::objects, "category"_f);
    CHECK(books.order_by("-tree__depth"_f, "title"_f).values_list("title"_f, "tree__depth"_f).fetch() ==
          std::vector<std::tuple<std::string, std::int64_t>>{{"Alpha", 1}, {"Delta", 1}, {"Beta", 0}});
    CHECK(books.filter("tree__depth"_f = 0).get().title == "Beta");
    CHECK(Book::objects.annotate("depth"_f = nuage::Subquery(whole_tree().objects().filter("pk"_f = nuage::OuterRef("category"_f)).values("depth"_f)))
              .get("title"_f = "Delta")["depth"_f] == 1);
}

TEST_CASE_METHOD(test::CategoryTree, "objects of a tree are grouped and annotated") {
    const auto counted = whole_tree().objects().annotate("n"_f = Count("books"_f));
    CHECK(counted.order_by("path"_f).values_list("slug"_f, "depth"_f, "n"_f).fetch() ==
          std::vector<std::tuple<std::string, std::int64_t, std::int64_t>>{{"maps", 0, 0}, {"novels", 0, 1}, {"fantasy", 1, 2}, {"epic", 2, 0}, {"saga", 3, 0}, {"urban", 2, 0}});
    CHECK(counted.filter("n__gt"_f = 1).get()["depth"_f] == 1);
    CHECK(counted.count() == 6);
    CHECK(whole_tree().objects().values("depth"_f).annotate("n"_f = Count("id"_f)).order_by("depth"_f).values_list("depth"_f, "n"_f).fetch() ==
          std::vector<std::tuple<std::int64_t, std::int64_t>>{{0, 2}, {1, 1}, {2, 2}, {3, 1}});
    const auto numbered = whole_tree().objects().annotate("r"_f = nuage::Window(nuage::RowNumber()).order_by("path"_f));
    CHECK(numbered.filter("r"_f = 2).get().slug == "novels");
}

TEST_CASE_METHOD(test::CategoryTree, "two trees of one shape have values of their own") {
    CHECK(test::subtree(fantasy).objects().order_by("slug"_f).flat("slug"_f) == Names{"epic", "fantasy", "saga", "urban"});
    CHECK(test::subtree(epic).objects().order_by("slug"_f).flat("slug"_f) == Names{"epic", "saga"});
    CHECK(test::subtree(maps).objects().filter("depth"_f = 0).flat("slug"_f) == Names{"maps"});
    CHECK(recursive<"tree">(Category::objects.none().annotate("depth"_f = 0), [](const auto& tree) {
              return tree.join(Category::objects, "parent"_f).annotate("depth"_f = "tree__depth"_f + 1);
          }).objects().count() == 0);
}

TEST_CASE_METHOD(test::CategoryTree, "a recursion goes the other way by a column of its own") {
    const auto above = recursive<"line">(Category::objects.filter("slug"_f = "saga").values("id"_f, "parent"_f, "height"_f = 0), [](const auto& line) {
        return line.join(Category::objects, "id"_f = "parent"_f).values("height"_f = "line__height"_f + 1, "parent"_f, "id"_f);
    });
    CHECK(above.objects().order_by("height"_f).flat("slug"_f) == Names{"saga", "epic", "fantasy", "novels"});
    CHECK(above.rows().filter("parent__isnull"_f = true).get()["height"_f] == 3);
}

TEST_CASE_METHOD(test::CategoryTree, "rows() are the rows themselves") {
    const auto rows = whole_tree().rows();
    CHECK(rows.count() == 6);
    CHECK(rows.filter("depth"_f = 3).get()["path"_f] == "novels/fantasy/epic/saga");
    CHECK(rows.order_by("-path"_f).first()->operator[]("depth"_f) == 2);
    CHECK(rows.aggregate("sum"_f = nuage::Sum("depth"_f))["sum"_f] == 8);
    CHECK(rows.values("depth"_f).annotate("n"_f = Count("id"_f)).filter("n"_f = 2).order_by("depth"_f).flat("depth"_f) == std::vector<std::int64_t>{0, 2});
    CHECK(rows.filter("path__contains"_f = "epic").exists());
    CHECK(Category::objects.filter("id__in"_f = rows.filter("depth"_f = 2).values("id"_f)).count() == 2);
    CHECK_THROWS_WITH(rows.update("depth"_f = 1), Catch::Matchers::Contains("[A054]"));
    CHECK_THROWS_AS(rows.erase(), nuage::TypeError);
}

TEST_CASE_METHOD(test::CategoryTree, "a step may end the recursion, and texts grow as long as they like") {
    const auto shallow = recursive<"tree">(Category::objects.filter("parent__isnull"_f = true).annotate("depth"_f = 0), [](const auto& tree) {
        return tree.join(Category::objects, "parent"_f).filter("tree__depth__lt"_f = 1).annotate("depth"_f = "tree__depth"_f + 1);
    });
    CHECK(shallow.objects().order_by("slug"_f).flat("slug"_f) == Names{"fantasy", "maps", "novels"});
    const std::string words(300, 'x');
    const auto long_texts = recursive<"tree">(Category::objects.filter("slug"_f = "fantasy").annotate("text"_f = "slug"_f), [&](const auto& tree) {
        return tree.join(Category::objects, "parent"_f).annotate("text"_f = nuage::Concat("tree__text"_f, words));
    });
    CHECK(long_texts.objects().get("slug"_f = "saga")["text"_f] == "fantasy" + words + words);
    const auto short_base = recursive<"tree">(Category::objects.filter("slug"_f = "fantasy").annotate("text"_f = ""), [&](const auto& tree) {
        return tree.join(Category::objects, "parent"_f).annotate("text"_f = nuage::Concat("tree__text"_f, words));
    });
    CHECK(short_base.objects().get("slug"_f = "saga")["text"_f] == words + words);
}

TEST_CASE_METHOD(test::CategoryTree, "rows that lead in a circle are found once with `distinct`") {
    Category::objects.filter("slug"_f = "novels").update("parent"_f = saga);
    const auto circle = recursive<"tree">(Category::objects.filter("slug"_f = "epic"), [](const auto& tree) { return tree.join(Category::objects, "parent"_f); },
                                          {.distinct = true});
    CHECK(circle.objects().order_by("slug"_f).flat("slug"_f) == Names{"epic", "fantasy", "novels", "saga", "urban"});
}

TEST_CASE_METHOD(test::CategoryTree, "the rows of a tree are updated and erased in the table itself") {
    CHECK(test::subtree(fantasy).objects().filter("depth__gte"_f = 1).update("order"_f = 7) == 3);
    CHECK(Category::objects.filter("order"_f = 7).order_by("slug"_f).flat("slug"_f) == Names{"epic", "saga", "urban"});
    CHECK(test::subtree(epic).objects().erase().total == 2);
    CHECK(Category::objects.count() == 4);
    CHECK(test::subtree(fantasy).objects().filter("depth"_f = 1).raw_erase() == 1);
}

TEST_CASE_METHOD(test::CategoryTree, "a tree is asked for where its base is") {
    const auto tree = nuage::with<"named">(Category::objects.using_db("default").annotate("twice"_f = "order"_f * 2));
    REQUIRE(tree.objects().query().database != nullptr);
    CHECK(*tree.objects().query().database == "default");
    CHECK(*tree.rows().query().database == "default");
    CHECK(*tree.join(Book::objects, "category"_f).query().database == "default");
    CHECK(tree.objects().count() == 6);
}

TEST_CASE_METHOD(test::CategoryTree, "a base may be a slice, a derived table or grouped") {
    const auto grow = [](const auto& base) {
        return recursive<"tree">(base, [](const auto& tree) { return tree.join(Category::objects, "parent"_f).annotate("n"_f = "tree__n"_f + 1); })
            .objects().order_by("slug"_f).flat("slug"_f);
    };
    CHECK(grow(Category::objects.order_by("slug"_f)[{0, 1}].annotate("n"_f = 0)) == Names{"epic", "saga"});
    const auto either = Category::objects.filter("slug"_f = "maps").union_(Category::objects.filter("slug"_f = "urban"));
    CHECK(grow(either.as_derived().annotate("n"_f = 0)) == Names{"maps", "urban"});
    CHECK(grow(Category::objects.annotate("n"_f = Count("books"_f)).filter("n"_f = 1)) == Names{"epic", "fantasy", "novels", "saga", "urban"});
    const auto step = [](const auto& tree) { return tree.join(Category::objects, "parent"_f); };
    CHECK_THROWS_WITH(recursive<"tree">(either, step), Catch::Matchers::Contains("[A046]"));
    CHECK_THROWS_AS(recursive<"tree">(Category::objects, [&](const auto& tree) { return step(tree).first(1); }), nuage::ValueError);
    CHECK_THROWS_AS(recursive<"tree">(Category::objects, [&](const auto& tree) { return step(tree).distinct(); }), nuage::ValueError);
    CHECK_THROWS_AS(recursive<"tree">(Category::objects, [&](const auto& tree) { return step(tree).union_(step(tree)); }), nuage::ValueError);
    CHECK_THROWS_AS(recursive<"tree">(Category::objects.annotate("n"_f = Count("books"_f)),
                                      [&](const auto& tree) { return step(tree).annotate("n"_f = Count("books"_f)); }), nuage::ValueError);
}
