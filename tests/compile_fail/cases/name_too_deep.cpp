// SPDX-License-Identifier: MIT
// expect: [F005]
//     'author__posts__author__posts__author__posts__author__posts__author__posts__author__posts__author__name' follows
//     more than 12 relations.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("author__posts__author__posts__author__posts__author__posts__"
                                     "author__posts__author__posts__author__name"_f = "x");
    static_cast<void>(rows);
}
