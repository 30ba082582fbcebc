// SPDX-License-Identifier: MIT
// expect: [F007] only fields of the model itself can be set or loaded here: 'author__name' leads to another one
#include "../models.hpp"

void query() {
    auto rows = Post::objects.only("author__name"_f);
    static_cast<void>(rows);
}
