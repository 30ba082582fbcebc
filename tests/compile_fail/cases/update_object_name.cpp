// SPDX-License-Identifier: MIT
// expect: [F001] Post has no field 'pagse'. Did you mean 'pages'? Fields: id, title, author, pages, price,
//     published, created_at
#include "../models.hpp"

void query() {
    Post post;
    post.update("pagse"_f = 5);
}
