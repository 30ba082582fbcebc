// SPDX-License-Identifier: MIT
// expect: [A042] the step of recursive() may give NULL for 'price', its base never does: say so there with ExpressionWrapper<std::optional<T>>().
#include <nuage/cte.hpp>

#include "../models.hpp"

void query() {
    auto tree = nuage::recursive<"tree">(User::objects.values("id"_f, "price"_f = nuage::ExpressionWrapper<Money>("id"_f)), [](const auto& tree) {
        return tree.join(Post::objects, "author"_f).values("id"_f, "price"_f);
    });
    static_cast<void>(tree);
}
