// SPDX-License-Identifier: MIT
// expect: [F006] A field name is empty.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("title__"_f = "x");
    static_cast<void>(rows);
}
