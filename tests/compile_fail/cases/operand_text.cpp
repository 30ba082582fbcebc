// SPDX-License-Identifier: MIT
// expect: [T002] Post.title is text; 'gt' was given int.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("title__gt"_f = 3);
    static_cast<void>(rows);
}
