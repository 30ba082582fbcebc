// SPDX-License-Identifier: MIT
// expect: [A041] the step of recursive() does not give 'depth', which its base does.
#include <nuage/cte.hpp>

#include "../models.hpp"

void query() {
    auto tree = nuage::recursive<"tree">(User::objects.annotate("depth"_f = 0), [](const auto& tree) { return tree.join(Post::objects, "author"_f); });
    static_cast<void>(tree);
}
