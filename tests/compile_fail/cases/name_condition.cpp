// SPDX-License-Identifier: MIT
// expect: [F001] Post has no field 'titel'. Did you mean 'title'? Fields: id, title, author, pages, price,
//     published, created_at
#include "../models.hpp"

void query() {
    nuage::Condition<Post> condition = ("titel"_f = "x");
    static_cast<void>(condition);
}
