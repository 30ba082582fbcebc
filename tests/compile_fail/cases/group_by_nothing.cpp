// SPDX-License-Identifier: MIT
// expect: [A050] nuage: group_by() takes what rows are grouped by; aggregate() makes one group of all
#include "../models.hpp"

void query() {
    auto rows = Post::objects.group_by().annotate("n"_f = nuage::Count("id"_f));
    static_cast<void>(rows);
}
