// SPDX-License-Identifier: MIT
// expect: [F001] Post has no field 'pagse'. Did you mean 'pages'? Fields: id, title, author, pages, price,
//     published, created_at
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("pages"_f > "pagse"_f + 1);
    static_cast<void>(rows);
}
