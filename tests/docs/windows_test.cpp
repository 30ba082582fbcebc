// SPDX-License-Identifier: MIT
// Snippets of docs/windows.md.
#include <nuage/windows.hpp>

#include <fmt/core.h>

#include <support/catch.hpp>

#include "database.hpp"

TEST_CASE("windows", "[docs]") {
    const BlogDatabase database;
    // [window]
    using nuage::Avg, nuage::Rank, nuage::Window;
    auto ranked = Post::objects.annotate("rank"_f = Window(Rank()).partition_by("author"_f).order_by("-views"_f));
    for (const auto& post : ranked) fmt::print("{}: number {} of its author\n", post.title, post["rank"_f]);
    Post::objects.annotate("usual"_f = Window(Avg("views"_f)).partition_by("author"_f));
    // [/window]
    // [frames]
    using nuage::Sum;
    Post::objects.annotate("so_far"_f = Window(Sum("views"_f)).order_by("updated_at"_f, "pk"_f).rows({}, 0));
    Post::objects.annotate("around"_f = Window(Sum("views"_f)).order_by("updated_at"_f, "pk"_f).rows(-1, 1));
    // [/frames]
    // [filter]
    auto best = ranked.filter("rank"_f = 1, "published_at__isnull"_f = false);       // of those that are published
    best.count();
    // [/filter]
    CHECK(ranked.filter("rank"_f = 1).exists());
}
