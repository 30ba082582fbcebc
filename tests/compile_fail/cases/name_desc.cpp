// SPDX-License-Identifier: MIT
// expect: [F001] Post has no field 'create_at'. Did you mean 'created_at'? Fields: id, title, author, pages, price,
//     published, created_at
#include "../models.hpp"

void query() {
    auto rows = Post::objects.order_by("create_at"_f.desc().nulls_last());
    static_cast<void>(rows);
}
