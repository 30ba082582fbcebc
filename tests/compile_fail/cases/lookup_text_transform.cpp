// SPDX-License-Identifier: MIT
// expect: [F003] 'year' is no lookup of a text field (Post.title in 'title__year').
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("title__year"_f = 2024);
    static_cast<void>(rows);
}
