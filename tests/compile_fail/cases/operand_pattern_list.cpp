// SPDX-License-Identifier: MIT
// expect: [T005] Post.title: 'contains' takes one value, not several; use 'in' for a list.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("title__contains"_f = {"a", "b"});
    static_cast<void>(rows);
}
