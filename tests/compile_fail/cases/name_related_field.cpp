// SPDX-License-Identifier: MIT
// expect: [F001] User has no field 'emial' (in 'author__emial'). Did you mean 'email'? Fields: id, name, email,
//     posts, profile
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("author__emial"_f = "x");
    static_cast<void>(rows);
}
