// SPDX-License-Identifier: MIT
// expect: [T009] nuage: filter() takes conditions, such as "title__contains"_f = "x"
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter(3);
    static_cast<void>(rows);
}
