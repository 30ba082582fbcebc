// SPDX-License-Identifier: MIT
// Snippets of docs/aggregation.md.
#include <nuage/filtered_relation.hpp>
#include <nuage/functions.hpp>
#include <nuage/string_agg.hpp>

#include <support/catch.hpp>

#include "database.hpp"

using namespace nuage;

TEST_CASE("aggregate() gives one row for all", "[docs]") {
    const BlogDatabase database;
    // [aggregate]
    auto stats = Post::objects.aggregate("posts"_f = Count("id"_f), "all_views"_f = Sum("views"_f), "mean"_f = Avg("views"_f),
                                         "newest"_f = Max("published_at"_f));
    std::int64_t posts = stats["posts"_f];
    std::optional<std::int64_t> views = stats["all_views"_f];        // NULL when there are no rows
    std::optional<nuage::DateTime> newest = stats["newest"_f];
    // [/aggregate]
    CHECK(posts == 4);
    CHECK(views == 465);
    CHECK(newest == nuage::datetime(2025, 1, 2));
    // [options]
    auto more = Post::objects.aggregate("drafts"_f = Count("id"_f).filter("published_at__isnull"_f = true),
                                        "authors"_f = Count("author"_f).distinct(),
                                        "all_views"_f = Sum("views"_f).default_to(0),
                                        Max("views"_f));              // without a name: views__max
    // [/options]
    CHECK(more["drafts"_f] == 1);
    CHECK(more["authors"_f] == 2);
    CHECK(more["views__max"_f] == 300);
}

TEST_CASE("texts of many rows are put together", "[docs]") {
    const BlogDatabase database;
    // [string_agg]
    auto users = User::objects.annotate("titles"_f = StringAgg("posts__title"_f, ", ").order_by("-posts__views"_f, "posts__title"_f))
                     .order_by("name"_f);
    std::optional<std::string> hers = (*users.first())["titles"_f];   // "Notes on the engine, Bernoulli numbers"
    auto names = Post::objects.aggregate("by"_f = StringAgg("author__name"_f, "; ").distinct().order_by("author__name"_f),
                                         "read"_f = StringAgg("title"_f, " ").filter("views__gte"_f = 200).default_to("nothing"));
    // [/string_agg]
    CHECK(hers == "Notes on the engine, Bernoulli numbers");
    CHECK(names["by"_f] == "Ada; Grace");
    CHECK(names["read"_f] == "A bug, found");
}

TEST_CASE("annotate() gives each row more values", "[docs]") {
    const BlogDatabase database;
    // [annotate]
    auto users = User::objects.annotate("post_count"_f = Count("posts"_f));
    std::string busiest;
    for (const auto& user : users.filter("post_count__gt"_f = 1).order_by("-post_count"_f, "name"_f))
        busiest += user.name + ": " + std::to_string(user["post_count"_f]) + "; ";
    // [/annotate]
    CHECK(busiest == "Ada: 2; Grace: 2; ");
    // [type]
    using Busy = nuage::Annotated<User, nuage::Column<"post_count", std::int64_t>>;
    nuage::QuerySet<User, Busy> busy = users.filter("post_count"_f >= 2);
    std::vector<Busy> rows = busy.fetch();
    rows[0].name = "Renamed";
    rows[0].save();                                                  // a User in all respects
    // [/type]
    CHECK(User::objects.filter("name"_f = "Renamed").exists());
    // [alias]
    std::vector<User> idle = User::objects.alias("n"_f = Count("posts"_f)).filter("n"_f = 0).fetch();
    // [/alias]
    CHECK(idle.size() == 1);
    // [expressions]
    auto posts = Post::objects.annotate("by"_f = "author__name"_f, "popular"_f = ("views"_f > 100),
                                        "size"_f = Case(When("views"_f > 200, "L"), When("views"_f > 50, "M"), otherwise("S")),
                                        "per_cent"_f = "views"_f * 100.0 / 465);
    auto most = posts.order_by("-views"_f).first();
    std::string by = (*most)["by"_f];
    auto columns = Post::objects.values("title"_f, "per_cent"_f = "views"_f * 100.0 / 465);
    // [/expressions]
    CHECK(by == "Grace");
    CHECK(columns.size() == 4);
    CHECK(posts.filter("size"_f = "L").count() == 1);
}

TEST_CASE("values() makes groups", "[docs]") {
    const BlogDatabase database;
    // [groups]
    auto per_author = Post::objects.values("author__name"_f).annotate("posts"_f = Count("id"_f), "views"_f = Sum("views"_f));
    for (const auto& row : per_author) CHECK(row["posts"_f] == 2);

    auto columns = User::objects.annotate("posts_"_f = Count("posts"_f)).values_list("name"_f, "posts_"_f);   // still per user
    // [/groups]
    CHECK(per_author.count() == 2);
    // [group-by]
    auto written = Post::objects.group_by("author__name"_f).annotate("n"_f = Count("id"_f), "best"_f = Max("views"_f));
    for (const auto& row : written.filter("n"_f = 2).order_by("-best"_f)) static_cast<void>(row["author__name"_f]);
    auto per_year = Post::objects.group_by("year"_f = ExtractYear("published_at"_f)).annotate("n"_f = Count("id"_f)).order_by("year"_f);
    // [/group-by]
    CHECK(written.size() == 2);
    CHECK(per_year.size() == 3);
    CHECK(columns.size() == 3);
    // [before-after]
    auto popular = User::objects.filter("posts__views__gt"_f = 100).annotate("n"_f = Count("posts"_f));   // counts popular posts
    auto all = User::objects.annotate("n"_f = Count("posts"_f)).filter("posts__views__gt"_f = 100);       // counts all, per popular one
    // [/before-after]
    CHECK(popular.get("name"_f = "Ada")["n"_f] == 1);
    CHECK(all.get("name"_f = "Ada")["n"_f] == 2);
    // [over-groups]
    auto mean = User::objects.annotate("n"_f = Count("posts"_f)).aggregate("mean"_f = Avg("n"_f));
    // [/over-groups]
    CHECK(mean["mean"_f] == Approx(4.0 / 3));
}

TEST_CASE("a relation is joined with a condition", "[docs]") {
    const BlogDatabase database;
    // [filtered]
    auto users = User::objects.annotate("read"_f = FilteredRelation("posts"_f, "posts__views__gte"_f = 100), "n"_f = Count("read"_f));
    auto rows = users.order_by("-n"_f, "name"_f).values_list("name"_f, "n"_f, "read__title"_f).fetch();   // everybody, with such posts or not
    auto authors = users.filter("read__isnull"_f = false);
    // [/filtered]
    CHECK(rows.size() == 3);
    CHECK(authors.count() == 2);
}
