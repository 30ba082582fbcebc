// SPDX-License-Identifier: MIT
// expect: [F003] 'stratswith' is no lookup of a text field (Post.title in 'title__stratswith'). Did you mean
//     'startswith'?
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("title__stratswith"_f = "x");
    static_cast<void>(rows);
}
