// SPDX-License-Identifier: MIT
// expect: [T003] Post.pages cannot be compared with null by 'gt'; use 'isnull' or exact.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("pages"_f > nullptr);
    static_cast<void>(rows);
}
