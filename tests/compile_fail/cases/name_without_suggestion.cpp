// SPDX-License-Identifier: MIT
// expect: [F001] Post has no field 'weather'. Fields: id, title, author, pages, price, published, created_at
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("weather"_f = "x");
    static_cast<void>(rows);
}
