// SPDX-License-Identifier: MIT
// expect: [T008] nuage: only() and defer() are for query sets of objects, not of values
#include "../models.hpp"

void query() {
    auto rows = Post::objects.values_list("title"_f).only("title"_f);
    static_cast<void>(rows);
}
