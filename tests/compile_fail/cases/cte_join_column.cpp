// SPDX-License-Identifier: MIT
// expect: [A044] tree has no column 'twcie'. Did you mean 'twice'? Fields: id, twice
#include <nuage/cte.hpp>

#include "../models.hpp"

void query() {
    auto tree = nuage::with<"tree">(User::objects.annotate("twice"_f = "id"_f * 2));
    static_cast<void>(tree.join(Post::objects, "author"_f = "twcie"_f));
}
