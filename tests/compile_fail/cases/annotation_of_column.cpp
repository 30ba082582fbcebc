// SPDX-License-Identifier: MIT
// expect: [A012] 'name' is a column of these rows already; give the expression another name.
#include "../models.hpp"

void query() {
    auto rows = User::objects.values("name"_f).annotate("name"_f = nuage::Count("posts"_f));
    static_cast<void>(rows);
}
