// SPDX-License-Identifier: MIT
// expect: [F007] only fields of the model itself can be set or loaded here: 'posts' leads to another one
#include "../models.hpp"

void query() {
    User::objects.update("posts"_f = 3);
}
