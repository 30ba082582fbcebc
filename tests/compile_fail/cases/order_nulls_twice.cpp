// SPDX-License-Identifier: MIT
// expect: [T022] nuage: nulls_first() and nulls_last() exclude each other
#include "../models.hpp"

void query() {
    auto rows = Post::objects.order_by("title"_f.asc().nulls_first().nulls_last());
    static_cast<void>(rows);
}
