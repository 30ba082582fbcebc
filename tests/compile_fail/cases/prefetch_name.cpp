// SPDX-License-Identifier: MIT
// expect: [F014] prefetch_related() follows relations; 'title' is none
#include "../models.hpp"

void query() {
    auto rows = Post::objects.prefetch_related("title"_f);
    static_cast<void>(rows);
}
