// SPDX-License-Identifier: MIT
// expect: [F001] Post has no field 'titel' (in 'posts__titel__contains'). Did you mean 'title'? Fields: id, title,
//     author, pages, price, published, created_at
#include "../models.hpp"

void query() {
    auto rows = User::objects.exclude("posts__titel__contains"_f = "x");
    static_cast<void>(rows);
}
