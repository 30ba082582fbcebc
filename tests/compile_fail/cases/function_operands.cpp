// SPDX-License-Identifier: MIT
// expect: [A021] Substr() takes 2 or 3 operands; it was given 1.
#include "../models.hpp"

#include <nuage/functions.hpp>

void query() {
    auto posts = Post::objects.annotate("n"_f = nuage::Substr("title"_f));
    static_cast<void>(posts);
}
