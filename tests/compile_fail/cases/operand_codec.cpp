// SPDX-License-Identifier: MIT
// expect: [T002] Post.price is integer; 'exact' was given a user-defined type.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("price"_f = Weight{3});
    static_cast<void>(rows);
}
