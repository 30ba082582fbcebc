// SPDX-License-Identifier: MIT
// Snippets of docs/functions.md.
#include <nuage/json_functions.hpp>

#include <support/catch.hpp>

#include "database.hpp"

TEST_CASE("functions stand wherever expressions do", "[docs]") {
    const BlogDatabase database;
    // [everywhere]
    using nuage::Length, nuage::Lower, nuage::Upper;
    Post::objects.filter(Lower("title"_f) == "hello", Length("content"_f) > 100);
    Post::objects.annotate("size"_f = Length("content"_f)).order_by("-size"_f);      // post["size"_f] is an int
    Post::objects.order_by(Lower("title"_f).desc());
    Post::objects.update("title"_f = Upper("title"_f));
    Post::objects.aggregate("letters"_f = nuage::Sum(Length("content"_f)));
    // [/everywhere]
    CHECK(Post::objects.filter(Lower("title"_f) == "no such title").count() == 0);
}

TEST_CASE("functions end names", "[docs]") {
    const BlogDatabase database;
    // [names]
    Post::objects.filter("title__length__gt"_f = 20).order_by("title__lower"_f);
    Post::objects.exclude("author__name__lower"_f = "ann").flat("title__upper"_f);
    // [/names]
    CHECK(Post::objects.filter("title__length__gt"_f = 0).count() == Post::objects.count());
}

TEST_CASE("Coalesce, Cast and JSONObject", "[docs]") {
    const BlogDatabase database;
    // [compare]
    using nuage::Cast, nuage::Coalesce, nuage::Concat, nuage::JSONObject;
    Post::objects.annotate("shown"_f = Coalesce("published_at"_f, "updated_at"_f));
    Post::objects.annotate("label"_f = Concat("title"_f, " (", Cast<std::string>("views"_f), ")"));
    Post::objects.annotate("card"_f = JSONObject("title"_f = "title"_f, "by"_f = "author__name"_f)); // a nuage::Json
    // [/compare]
    CHECK(Post::objects.annotate("n"_f = Cast<std::string>("views"_f)).first()->views >= 0);
}

TEST_CASE("dates are cut", "[docs]") {
    const BlogDatabase database;
    // [dates]
    using nuage::Count, nuage::ExtractHour, nuage::Now, nuage::TruncDay, nuage::TruncMonth;
    auto months = Post::objects.values("month"_f = TruncMonth("updated_at"_f)).annotate("posts"_f = Count("pk"_f)).order_by("month"_f);
    Post::objects.annotate("day"_f = TruncDay("updated_at"_f, "Europe/Paris"));      // when the day began in Paris
    Post::objects.annotate("hour"_f = ExtractHour("updated_at"_f, nuage::hours * 2)); // two hours ahead of UTC
    Post::objects.annotate("month"_f = TruncMonth<nuage::Date>("updated_at"_f));
    Post::objects.filter("updated_at"_f > Now() - nuage::days * 30);
    // [/dates]
    CHECK(months.size() > 0);
}

TEST_CASE("functions of one's own", "[docs]") {
    const BlogDatabase database;
    // [own]
    Post::objects.annotate("short"_f = nuage::Func<std::string, "SUBSTR(%1, 1, %2)">("title"_f, 10));
    Post::objects.filter(nuage::RawSQL<bool, "views > %s">(100) == true);
    // [/own]
    CHECK(Post::objects.annotate("short"_f = nuage::Func<std::string, "SUBSTR(%1, 1, %2)">("title"_f, 1)).first().has_value());
}
