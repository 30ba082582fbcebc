// SPDX-License-Identifier: MIT
// expect: [T008] nuage: in_bulk() is for query sets of objects, not of values
#include "../models.hpp"

void query() {
    auto rows = Post::objects.values("title"_f).in_bulk(std::vector<std::int64_t>{1});
    static_cast<void>(rows);
}
