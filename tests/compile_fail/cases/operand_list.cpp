// SPDX-License-Identifier: MIT
// expect: [T005] Post.pages: 'exact' takes one value, not several; use 'in' for a list.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("pages"_f = {1, 2});
    static_cast<void>(rows);
}
