// SPDX-License-Identifier: MIT
// expect: [A020] Lower() is for text; 'pages' is integer.
#include "../models.hpp"

#include <nuage/functions.hpp>

void query() {
    auto posts = Post::objects.filter(nuage::Lower("pages"_f) == "x");
    static_cast<void>(posts);
}
