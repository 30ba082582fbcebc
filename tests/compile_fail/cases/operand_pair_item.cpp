// SPDX-License-Identifier: MIT
// expect: [T002] Post.pages is integer; 'range' was given text.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("pages__range"_f = nuage::range(1, "x"));
    static_cast<void>(rows);
}
