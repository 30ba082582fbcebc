// SPDX-License-Identifier: MIT
// expect: [A012] 'n' is a column of these rows already; give the expression another name.
#include "../models.hpp"

void query() {
    auto rows = User::objects.annotate("n"_f = nuage::Count("posts"_f)).values_list("n"_f).alias("n"_f = "name"_f);
    static_cast<void>(rows);
}
