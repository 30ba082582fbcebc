// SPDX-License-Identifier: MIT
// expect: [A004] nuage: the two sides of an arithmetic expression have types that do not mix; say what it gives
//     with nuage::ExpressionWrapper<double>(…)
#include "../models.hpp"

void query() {
    auto rows = Post::objects.annotate("x"_f = "title"_f + "pages"_f);
    static_cast<void>(rows);
}
