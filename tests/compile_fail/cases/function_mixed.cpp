// SPDX-License-Identifier: MIT
// expect: [A020] Coalesce() takes operands of one type, and the first is integer; 'title' is text.
#include "../models.hpp"

#include <nuage/functions.hpp>

void query() {
    auto posts = Post::objects.annotate("n"_f = nuage::Coalesce("pages"_f, "title"_f));
    static_cast<void>(posts);
}
