// SPDX-License-Identifier: MIT
// expect: [F001] Post has no field 'publishd'. Did you mean 'published'? Fields: id, title, author, pages, price,
//     published, created_at
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("publishd"_f);
    static_cast<void>(rows);
}
