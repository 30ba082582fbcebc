// SPDX-License-Identifier: MIT
// expect: [F042] 'n' was named by alias(), which rows do not have; use annotate() to select it.
#include "../models.hpp"

void query() {
    auto rows = User::objects.alias("n"_f = nuage::Count("posts"_f)).values("n"_f);
    static_cast<void>(rows);
}
