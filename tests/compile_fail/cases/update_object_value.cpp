// SPDX-License-Identifier: MIT
// expect: [T011] nuage: values are given by name here, such as "title"_f = "x"
#include "../models.hpp"

void query() {
    Post post;
    post.update("x");
}
