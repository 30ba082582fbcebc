// SPDX-License-Identifier: MIT
// expect: [F004] 'title__icontains' ends in the lookup 'icontains', but a field is wanted here: lookups belong in
//     filter() and exclude().
#include "../models.hpp"

void query() {
    auto rows = Post::objects.order_by("title__icontains"_f);
    static_cast<void>(rows);
}
