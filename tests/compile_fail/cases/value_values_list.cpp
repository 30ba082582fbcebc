// SPDX-License-Identifier: MIT
// expect: [T012] nuage: values_list() takes names, such as "author"_f
#include "../models.hpp"

void query() {
    auto rows = Post::objects.values_list("title"_f, "pages");
    static_cast<void>(rows);
}
