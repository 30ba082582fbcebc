// SPDX-License-Identifier: MIT
// expect: [T015] nuage: prefetch_related() takes names, such as "posts"_f, and Prefetch(…)
#include "../models.hpp"

void query() {
    auto rows = User::objects.prefetch_related("posts");
    static_cast<void>(rows);
}
