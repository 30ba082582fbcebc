// SPDX-License-Identifier: MIT
// expect: [A025] nuage: a Window() is of an aggregate or a window function, such as Rank()
#include "../models.hpp"

#include <nuage/windows.hpp>

void query() {
    auto posts = Post::objects.annotate("n"_f = nuage::Window("title"_f));
    static_cast<void>(posts);
}
