// SPDX-License-Identifier: MIT
// expect: [F001] User has no field 'nmae' (in 'author__nmae'). Did you mean 'name'? Fields: id, name, email, posts,
//     profile
#include "../models.hpp"

void query() {
    auto rows = Post::objects.values_list("title"_f, "author__nmae"_f);
    static_cast<void>(rows);
}
