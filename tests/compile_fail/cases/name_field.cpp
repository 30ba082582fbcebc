// SPDX-License-Identifier: MIT
// expect: [F001] Post has no field 'auhtor' (in 'auhtor__email'). Did you mean 'author'? Fields: id, title, author,
//     pages, price, published, created_at
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("auhtor__email"_f = "x");
    static_cast<void>(rows);
}
