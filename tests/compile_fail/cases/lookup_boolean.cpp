// SPDX-License-Identifier: MIT
// expect: [F003] 'gt' is no lookup of a boolean field (Post.published in 'published__gt').
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("published__gt"_f = true);
    static_cast<void>(rows);
}
