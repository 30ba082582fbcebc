// SPDX-License-Identifier: MIT
// expect: [T013] nuage: order_by() takes names, such as "-created_at"_f
#include "../models.hpp"

void query() {
    auto rows = Post::objects.order_by("-created_at");
    static_cast<void>(rows);
}
