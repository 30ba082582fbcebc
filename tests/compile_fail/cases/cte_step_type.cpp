// SPDX-License-Identifier: MIT
// expect: [A042] the base of recursive() gives 'depth' as integer, its step as text; both have to be one C++ type: say which with Cast<T>() or ExpressionWrapper<T>().
#include <nuage/cte.hpp>

#include "../models.hpp"

void query() {
    auto tree = nuage::recursive<"tree">(User::objects.annotate("depth"_f = 0), [](const auto& tree) {
        return tree.join(Post::objects, "author"_f).annotate("depth"_f = "title"_f);
    });
    static_cast<void>(tree);
}
