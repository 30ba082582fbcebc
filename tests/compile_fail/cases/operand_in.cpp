// SPDX-License-Identifier: MIT
// expect: [T005] Post.pages: 'in' takes a list of values, such as {1, 2}.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("pages__in"_f = 3);
    static_cast<void>(rows);
}
