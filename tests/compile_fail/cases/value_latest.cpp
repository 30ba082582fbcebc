// SPDX-License-Identifier: MIT
// expect: [T012] nuage: latest() takes names, such as "author"_f
#include "../models.hpp"

void query() {
    auto rows = Post::objects.latest("created_at");
    static_cast<void>(rows);
}
