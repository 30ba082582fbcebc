// SPDX-License-Identifier: MIT
// expect: [T012] nuage: select_related() takes names, such as "author"_f
#include "../models.hpp"

void query() {
    auto rows = Post::objects.select_related("author");
    static_cast<void>(rows);
}
