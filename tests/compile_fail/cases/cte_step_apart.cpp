// SPDX-License-Identifier: MIT
// expect: [A045] nuage: the step of recursive() joins the rows that were found: tree.join(Category::objects, "parent"_f)
#include <nuage/cte.hpp>

#include "../models.hpp"

void query() {
    auto tree = nuage::recursive<"tree">(User::objects.all(), [](const auto&) { return Post::objects.all(); });
    static_cast<void>(tree);
}
