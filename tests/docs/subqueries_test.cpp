// SPDX-License-Identifier: MIT
// Snippets of docs/subqueries.md.
#include <nuage/arrays.hpp>
#include <support/catch.hpp>

#include "database.hpp"

using namespace nuage;

TEST_CASE("queries stand in queries", "[docs]") {
    const BlogDatabase database;
    // [subquery]
    auto newest = Post::objects.filter("author"_f = OuterRef("pk"_f)).order_by("-published_at"_f);
    auto users = User::objects.annotate("newest_title"_f = Subquery(newest.values("title"_f)[{0, 1}]), "has_posts"_f = Exists(newest));
    // [/subquery]
    CHECK(users.get("name"_f = "Grace")["newest_title"_f] == "Compilers");
    CHECK_FALSE(users.get("name"_f = "Linus")["has_posts"_f]);
    // [conditions]
    auto writers = User::objects.filter(Exists(Post::objects.filter("author"_f = OuterRef("pk"_f), "views__gt"_f = 100)));
    auto others = User::objects.filter(~Exists(newest));
    auto editors = User::objects.filter("id__in"_f = Post::objects.filter("editor__isnull"_f = false).values("editor"_f));
    auto theirs = Post::objects.filter("author__in"_f = User::objects.filter("is_active"_f = true));
    // [/conditions]
    CHECK(writers.count() == 2);
    CHECK(others.count() == 1);
    CHECK(editors.count() == 1);
    CHECK(theirs.count() == 4);
    // [per-row]
    auto total = Post::objects.filter("author"_f = OuterRef("pk"_f)).values("author"_f).annotate("v"_f = Sum("views"_f)).values("v"_f);
    auto with_total = User::objects.annotate("views"_f = Subquery(total));
    // [/per-row]
    CHECK(with_total.get("name"_f = "Ada")["views"_f] == 160);
    // [assign]
    Post::objects.filter("editor__isnull"_f = true).update("content"_f = Subquery(User::objects.filter("pk"_f = OuterRef("author"_f)).values("name"_f)));
    // [/assign]
    CHECK(Post::objects.get("title"_f = "Compilers").content == "Grace");
    // [array]
    auto titles = Post::objects.filter("author"_f = OuterRef("pk"_f)).order_by("title"_f).values("title"_f);
    auto listed = User::objects.annotate("titles"_f = ArraySubquery(titles));   // row["titles"_f] is a std::vector<std::string>
    // [/array]
    CHECK_THROWS_AS(listed.fetch(), nuage::NotSupportedError);   // by SQLite
}
