// SPDX-License-Identifier: MIT
// expect: [F008] update() may use fields of the updated table only, not of related ones: 'author__name'.
#include "../models.hpp"

void query() {
    Post post;
    post.update("title"_f = "author__name"_f);
}
