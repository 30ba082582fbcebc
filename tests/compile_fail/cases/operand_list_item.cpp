// SPDX-License-Identifier: MIT
// expect: [T002] Post.pages is integer; 'in' was given text.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("pages__in"_f = {"x", "y"});
    static_cast<void>(rows);
}
