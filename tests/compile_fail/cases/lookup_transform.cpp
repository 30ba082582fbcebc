// SPDX-License-Identifier: MIT
// expect: [F003] 'yaer' is no lookup of a datetime field (Post.created_at in 'created_at__yaer'). Did you mean
//     'year'?
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("created_at__yaer"_f = 2024);
    static_cast<void>(rows);
}
