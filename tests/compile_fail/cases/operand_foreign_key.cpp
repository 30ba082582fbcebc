// SPDX-License-Identifier: MIT
// expect: [T002] Post.author is integer; 'exact' was given text.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("author"_f = "John");
    static_cast<void>(rows);
}
