// SPDX-License-Identifier: MIT
// expect: [A020] Substr() takes integers as operand 2; 'title' is text.
#include "../models.hpp"

#include <nuage/functions.hpp>

void query() {
    auto posts = Post::objects.annotate("n"_f = nuage::Substr("title"_f, "title"_f));
    static_cast<void>(posts);
}
