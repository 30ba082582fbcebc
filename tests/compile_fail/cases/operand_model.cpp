// SPDX-License-Identifier: MIT
// expect: [T006] Post.author refers to User; 'exact' was given a Profile.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("author"_f = Profile{});
    static_cast<void>(rows);
}
