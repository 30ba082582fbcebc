// SPDX-License-Identifier: MIT
// expect: [T002] Post.created_at is datetime; 'gt' was given text.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("created_at"_f > "2024-05-17");
    static_cast<void>(rows);
}
