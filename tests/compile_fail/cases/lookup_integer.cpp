// SPDX-License-Identifier: MIT
// expect: [F003] 'icontian' is no lookup of an integer field (Post.id in 'id__icontian'). Did you mean 'icontains'?
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("id__icontian"_f = "x");
    static_cast<void>(rows);
}
