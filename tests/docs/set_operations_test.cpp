// SPDX-License-Identifier: MIT
// Snippets of docs/set_operations.md.
#include <support/catch.hpp>

#include "database.hpp"

using namespace nuage;

TEST_CASE("query sets are combined", "[docs]") {
    const BlogDatabase database;
    // [union]
    auto popular = Post::objects.filter("views__gte"_f = 100);
    auto drafts = Post::objects.filter("published_at__isnull"_f = true);
    auto both = popular.union_(drafts).order_by("-views"_f).first(10);       // each row once
    auto counted = popular.union_({.all = true}, drafts, drafts).count();    // rows as often as they occur
    auto published = popular.difference(drafts);                             // and intersection()
    // [/union]
    CHECK(both.size() == 3);
    CHECK(counted == 4);
    CHECK(published.count() == 2);
    // [columns]
    auto names = User::objects.values_list("name"_f).union_(Post::objects.values_list("title"_f)).order_by("name"_f);
    // [/columns]
    CHECK(names.count() == 7);
    // [derived]
    auto hot = popular.union_(drafts).as_derived();
    auto by_ada = hot.filter("author__name"_f = "Ada").annotate("readers"_f = "views"_f * 2).order_by("title"_f);
    auto latest = Post::objects.order_by("-id"_f).first(3).as_derived();     // the last three posts,
    auto read = latest.filter("views__gt"_f = 10);                           // and those of them that are read
    // [/derived]
    CHECK(by_ada.size() == 2);
    CHECK(read.count() == 2);
    // [operators]
    auto either = popular | drafts;                                          // one SELECT: conditions joined by OR
    auto each = popular & Post::objects.filter("author"_f = database.ada);
    auto one_only = popular ^ drafts;
    // [/operators]
    CHECK(either.count() == 3);
    CHECK(each.count() == 1);
    CHECK(one_only.count() == 3);
}

TEST_CASE("the dates that there are", "[docs]") {
    const BlogDatabase database;
    // [dates]
    for (nuage::Date month : Post::objects.dates("published_at"_f, "month", "DESC")) static_cast<void>(month);
    std::vector<nuage::DateTime> hours = Post::objects.datetimes("published_at"_f, "hour").fetch();
    // [/dates]
    CHECK(hours.size() == 2);
    CHECK(Post::objects.dates("published_at"_f, "month").count() == 2);
    // [distinct_on]
    auto newest = Post::objects.order_by("author"_f, "-published_at"_f).distinct("author"_f);
    // [/distinct_on]
    CHECK_THROWS_AS(newest.count(), nuage::NotSupportedError);
}
