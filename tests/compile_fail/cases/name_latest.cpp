// SPDX-License-Identifier: MIT
// expect: [F001] Post has no field 'create_at'. Did you mean 'created_at'? Fields: id, title, author, pages, price,
//     published, created_at
#include "../models.hpp"

void query() {
    auto rows = Post::objects.latest("create_at"_f);
    static_cast<void>(rows);
}
