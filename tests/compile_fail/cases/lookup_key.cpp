// SPDX-License-Identifier: MIT
// expect: [F003] 'naem' is no lookup of an integer field (Post.author in 'author_id__naem').
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("author_id__naem"_f = "x");
    static_cast<void>(rows);
}
