// SPDX-License-Identifier: MIT
// expect: [F001] Post has no field 'titel'. Did you mean 'title'? Fields: id, title, author, pages, price,
//     published, created_at
#include "../models.hpp"

void query() {
    auto rows = Post::objects.defer("titel"_f);
    static_cast<void>(rows);
}
