// SPDX-License-Identifier: MIT
// expect: [F001] Post has no field 'email'. Fields: id, title, author, pages, price, published, created_at
#include "../models.hpp"

void query() {
    const auto by_email = Q("email"_f = "x") & ~Q("id"_f = 3);
    auto users = User::objects.filter(by_email);
    auto posts = Post::objects.filter(by_email);
    static_cast<void>(users);
    static_cast<void>(posts);
}
