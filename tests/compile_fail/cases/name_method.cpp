// SPDX-License-Identifier: MIT
// expect: [F001] Post has no field 'titel' (in 'titel__startswith'). Did you mean 'title'? Fields: id, title,
//     author, pages, price, published, created_at
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("titel"_f.startswith("A"));
    static_cast<void>(rows);
}
