// SPDX-License-Identifier: MIT
// expect: [T006] Post.author refers to User; 'in' was given a Post.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("author__in"_f = std::vector<Post>{});
    static_cast<void>(rows);
}
