// SPDX-License-Identifier: MIT
// expect: [T002] Post.created_at__year is integer; 'exact' was given text.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("created_at__year"_f = "2024");
    static_cast<void>(rows);
}
