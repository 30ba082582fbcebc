// SPDX-License-Identifier: MIT
// expect: [F012] 'pk' is the primary key and cannot be updated.
#include "../models.hpp"

void query() {
    Post post;
    post.update("title"_f = "x", "pk"_f = 5);
}
