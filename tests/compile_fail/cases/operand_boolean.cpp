// SPDX-License-Identifier: MIT
// expect: [T002] Post.published is boolean; 'exact' was given int.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("published"_f = 1);
    static_cast<void>(rows);
}
