// SPDX-License-Identifier: MIT
// expect: [T002] Post.pages is integer; 'gte' was given text.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("pages"_f >= "x");
    static_cast<void>(rows);
}
