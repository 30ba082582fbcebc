// SPDX-License-Identifier: MIT
// expect: [F001] User has no field 'naem' (in 'author_id__naem'). Did you mean 'name'? Fields: id, name, email,
//     posts, profile
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("author_id__naem"_f = "x");
    static_cast<void>(rows);
}
