// SPDX-License-Identifier: MIT
// expect: [A009] nuage: a Subquery gives one value; choose a column with values("title"_f)
#include "../models.hpp"

void query() {
    auto rows = User::objects.annotate("x"_f = nuage::Subquery(Post::objects.values("title"_f, "pages"_f)[{0, 1}]));
    static_cast<void>(rows);
}
