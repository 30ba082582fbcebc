// SPDX-License-Identifier: MIT
// Snippets of docs/ctes.md.
#include <nuage/cte.hpp>
#include <nuage/functions.hpp>
#include <support/catch.hpp>

#include "database.hpp"

using namespace nuage;

// [models]
struct Product;

struct Category {
    std::int64_t id{};
    std::string name{};
    nuage::ForeignKey<Category, nuage::nullable> parent{};
    nuage::RelatedSet<Product, "category"> products{};

    NUAGE_MODEL(Category, (id), (name, max_length(40)), (parent), (products))
    NUAGE_META(ordering("name"))
};

struct Product {
    std::int64_t id{};
    std::string name{};
    nuage::ForeignKey<Category> category{};

    NUAGE_MODEL(Product, (id), (name, max_length(40)), (category))
};

NUAGE_APP(catalogue_of_trees, Category, Product);
// [/models]

namespace {

struct TreeDatabase {
    TreeDatabase() {
        nuage::configure({{"default", "sqlite::memory:"}});
        nuage::create_tables(nuage_app_catalogue_of_trees());
        const Category tools = Category::objects.create("name"_f = "Tools");
        const Category saws = Category::objects.create("name"_f = "Saws", "parent"_f = tools);
        fine = Category::objects.create("name"_f = "Fine saws", "parent"_f = saws);
        Category::objects.create("name"_f = "Books");
        Product::objects.create("name"_f = "Hammer", "category"_f = tools);
        Product::objects.create("name"_f = "Fretsaw", "category"_f = fine);
    }
    ~TreeDatabase() { nuage::db::close_all(); }
    TreeDatabase(const TreeDatabase&) = delete;
    TreeDatabase& operator=(const TreeDatabase&) = delete;
    Category fine;
};

}  // namespace

TEST_CASE("a tree in one query", "[docs]") {
    const TreeDatabase database;
    // [tree]
    auto tree = recursive<"tree">(
        Category::objects.filter("parent__isnull"_f = true).annotate("depth"_f = 0, "path"_f = "name"_f),
        [](const auto& tree) {
            return tree.join(Category::objects, "parent"_f)
                .annotate("depth"_f = "tree__depth"_f + 1, "path"_f = Concat("tree__path"_f, " > ", "name"_f));
        });
    std::string text;
    for (const auto& category : tree.objects().order_by("path"_f))
        text += std::string(2 * static_cast<std::size_t>(category["depth"_f]), ' ') + category.name + '\n';
    // [/tree]
    CHECK(text == "Books\nTools\n  Saws\n    Fine saws\n");
    // [objects]
    auto leaves = tree.objects().filter("depth__gt"_f = 0, "products__isnull"_f = false);
    auto deepest = tree.objects().aggregate("depth"_f = Max("depth"_f))["depth"_f];
    auto counted = tree.objects().annotate("n"_f = Count("products"_f)).order_by("-n"_f, "path"_f);
    auto products = Product::objects.filter("category__in"_f = tree.objects().filter("path__startswith"_f = "Tools"));
    // [/objects]
    CHECK(leaves.get().name == "Fine saws");
    CHECK(deepest == 2);
    CHECK(counted.size() == 4);
    CHECK(products.count() == 2);
    // [join]
    auto placed = tree.join(Product::objects, "category"_f).annotate("path"_f = "tree__path"_f).order_by("path"_f);
    auto shallow = placed.filter("tree__depth__lt"_f = 2);
    // [/join]
    CHECK(placed.size() == 2);
    CHECK(shallow.get()["path"_f] == "Tools");
    // [values]
    auto above = recursive<"line">(
        Category::objects.filter("pk"_f = database.fine.id).values("id"_f, "parent"_f, "height"_f = 0),
        [](const auto& line) {
            return line.join(Category::objects, "id"_f = "parent"_f).values("id"_f, "parent"_f, "height"_f = "line__height"_f + 1);
        });
    auto names = above.objects().order_by("-line__height"_f).flat("name"_f);          // Tools, Saws, Fine saws
    // [/values]
    CHECK(names == std::vector<std::string>{"Tools", "Saws", "Fine saws"});
    // [rows]
    std::int64_t top = above.rows().filter("parent__isnull"_f = true).get()["id"_f];
    // [/rows]
    CHECK(top == 1);
    // [limit]
    auto two_levels = recursive<"tree">(
        Category::objects.filter("parent__isnull"_f = true).annotate("depth"_f = 0),
        [](const auto& tree) {
            return tree.join(Category::objects, "parent"_f).filter("tree__depth__lt"_f = 1).annotate("depth"_f = "tree__depth"_f + 1);
        });
    auto reachable = recursive<"tree">(
        Category::objects.filter("pk"_f = database.fine.id),
        [](const auto& tree) { return tree.join(Category::objects, "parent"_f); }, {.distinct = true});
    // [/limit]
    CHECK(two_levels.objects().count() == 3);
    CHECK(reachable.objects().count() == 1);
    // [write]
    tree.objects().filter("depth"_f = 2).update("name"_f = "Saws for fine work");
    // [/write]
    CHECK(Category::objects.filter("name"_f = "Saws for fine work").exists());
}

TEST_CASE("a query under a name", "[docs]") {
    const BlogDatabase database;
    // [with]
    auto totals = with<"totals">(Post::objects.values("author"_f).annotate("posts"_f = Count("id"_f), "views"_f = Sum("views"_f)));
    auto users = totals.join(User::objects, "pk"_f = "author"_f).annotate("views"_f = "totals__views"_f);
    auto popular = users.filter("totals__views__gt"_f = 200).order_by("-views"_f);
    auto everybody = totals.left_join(User::objects, "pk"_f = "author"_f).annotate("n"_f = "totals__posts"_f);   // NULL for who wrote none
    // [/with]
    CHECK(users.size() == 2);
    CHECK(popular.first()->name == "Grace");
    CHECK(everybody.filter("n__isnull"_f = true).get().name == "Linus");
    // [twice]
    auto edited = Post::objects.annotate("writer"_f = totals.on("author"_f), "reviser"_f = totals.on("editor"_f = "author"_f))
                      .filter("writer__views__lt"_f = "reviser__views"_f);
    // [/twice]
    CHECK(edited.get().title == "Notes on the engine");
}
