// SPDX-License-Identifier: MIT
// expect: [T008] nuage: select_related() is for query sets of objects, not of values
#include "../models.hpp"

void query() {
    auto rows = Post::objects.values("title"_f).select_related("author"_f);
    static_cast<void>(rows);
}
