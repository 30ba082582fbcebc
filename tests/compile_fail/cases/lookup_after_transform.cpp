// SPDX-License-Identifier: MIT
// expect: [F003] 'hour' is no lookup of a date field (Post.created_at in 'created_at__date__hour').
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("created_at__date__hour"_f = 12);
    static_cast<void>(rows);
}
