// SPDX-License-Identifier: MIT
// expect: [T004] Post.price: 'isnull' takes true or false; it was given int.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("price__isnull"_f = 1);
    static_cast<void>(rows);
}
