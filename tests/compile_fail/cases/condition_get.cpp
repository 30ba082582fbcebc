// SPDX-License-Identifier: MIT
// expect: [T009] nuage: filter() takes conditions, such as "title__contains"_f = "x"
//
// get(3) is what one tries for a key: get("pk"_f = 3).
#include "../models.hpp"

void query() {
    auto rows = Post::objects.get(3);
    static_cast<void>(rows);
}
