// SPDX-License-Identifier: MIT
// expect: [T002] User.n is integer; 'gt' was given text.
#include "../models.hpp"

void query() {
    auto rows = User::objects.annotate("n"_f = nuage::Count("posts"_f)).filter("n__gt"_f = "x");
    static_cast<void>(rows);
}
