// SPDX-License-Identifier: MIT
// expect: [F003] 'icontains' is no lookup of a relation field (Post.author in 'author__icontains').
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("author__icontains"_f = "x");
    static_cast<void>(rows);
}
