// SPDX-License-Identifier: MIT
// expect: [T012] nuage: values() and values_list() take names, such as "author"_f, and named expressions
#include "../models.hpp"

void query() {
    auto rows = Post::objects.values_list("title"_f, "pages");
    static_cast<void>(rows);
}
