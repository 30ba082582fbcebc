// SPDX-License-Identifier: MIT
// expect-success
#include "../models.hpp"

void query() {
    auto posts = Post::objects.filter("author__email"_f = "x", "author__profile__biography__contains"_f = "y");
    auto sorted = Post::objects.order_by("-created_at"_f, "author__name"_f.desc().nulls_last(), "?"_f);
    auto users = User::objects.exclude("posts__title__contains"_f = "x").only("name"_f).defer("email"_f);
    auto pairs = Post::objects.values_list("title"_f, "author__name"_f);
    auto joined = Post::objects.select_related("author"_f).filter("published"_f);
    for (const auto& row : Post::objects.values("title"_f)) static_cast<void>(row["title"_f]);
    auto found = User::objects.in_bulk(std::vector<std::string>{"x"}, "email"_f);
    User::objects.update_or_create("email"_f = "x", nuage::defaults("name"_f = "y"));
    Post::objects.update("pages"_f = "pages"_f + 1);
    Post newest = Post::objects.latest("created_at"_f);
    newest.refresh_from_db("title"_f);
    static_cast<void>(found);
}
