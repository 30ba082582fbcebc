// SPDX-License-Identifier: MIT
// expect: [A024] nuage: a window function stands in a Window(), such as Window(Rank()).order_by("-stock"_f)
#include "../models.hpp"

#include <nuage/windows.hpp>

void query() {
    auto posts = Post::objects.annotate("n"_f = nuage::Rank());
    static_cast<void>(posts);
}
