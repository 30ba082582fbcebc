// SPDX-License-Identifier: MIT
// expect: [F001] Post has no field 'pagse' (in 'pagse__gte'). Did you mean 'pages'? Fields: id, title, author,
//     pages, price, published, created_at
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("pagse"_f >= 3);
    static_cast<void>(rows);
}
