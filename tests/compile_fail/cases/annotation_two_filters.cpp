// SPDX-License-Identifier: MIT
// expect: [A006] nuage: an aggregate has one filter(); join conditions with &&
#include "../models.hpp"

void query() {
    auto row = Post::objects.aggregate("n"_f = nuage::Count("pk"_f).filter("pages"_f > 3).filter("pages"_f < 9));
    static_cast<void>(row);
}
