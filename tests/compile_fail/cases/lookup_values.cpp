// SPDX-License-Identifier: MIT
// expect: [F004] 'pages__gt' ends in the lookup 'gt', but a field is wanted here: lookups belong in filter() and
//     exclude().
#include "../models.hpp"

void query() {
    auto rows = Post::objects.values("pages__gt"_f);
    static_cast<void>(rows);
}
