// SPDX-License-Identifier: MIT
// expect: [T006] Post.title is no relation; 'exact' was given a User object.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("title"_f = User{});
    static_cast<void>(rows);
}
