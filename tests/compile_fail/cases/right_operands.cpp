// SPDX-License-Identifier: MIT
// expect-success
#include "../models.hpp"

void query() {
    auto a = Post::objects.filter("title__gt"_f = "x", "pages"_f >= 3, "price"_f = Money{3});
    auto b = Post::objects.filter("pages__in"_f = {1, 2}, "pages__range"_f = nuage::range(1, 2), "published"_f);
    auto c = Post::objects.filter("author"_f = User{}, "author"_f = 3, "author__in"_f = std::vector<User>{});
    auto d = Post::objects.filter("price"_f = nullptr, "created_at__date__gt"_f = nuage::date(2024, 5, 17));
    const nuage::Condition<Post> condition = Q("pages"_f = 3) | ~Q("title__icontains"_f = "x");
    auto e = Post::objects.filter(condition);
}
