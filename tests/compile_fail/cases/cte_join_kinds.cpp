// SPDX-License-Identifier: MIT
// expect: [A043] 'title' is text, and 'id' of tree is integer: rows are joined by values of one type.
#include <nuage/cte.hpp>

#include "../models.hpp"

void query() {
    auto tree = nuage::with<"tree">(User::objects.all());
    static_cast<void>(tree.join(Post::objects, "title"_f));
}
