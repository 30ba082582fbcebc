// SPDX-License-Identifier: MIT
// expect: [F001] tree has no field 'twcie' (in 'tree__twcie'). Did you mean 'twice'? Fields: id, twice
#include <nuage/cte.hpp>

#include "../models.hpp"

void query() {
    auto tree = nuage::with<"tree">(User::objects.annotate("twice"_f = "id"_f * 2));
    static_cast<void>(tree.join(Post::objects, "author"_f).filter("tree__twcie"_f = 2));
}
