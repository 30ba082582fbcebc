// SPDX-License-Identifier: MIT
// expect: [T002] Post.title: 'icontains' takes text; it was given int.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("title__icontains"_f = 3);
    static_cast<void>(rows);
}
