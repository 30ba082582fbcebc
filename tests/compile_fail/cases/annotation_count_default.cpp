// SPDX-License-Identifier: MIT
// expect: [A008] nuage: Count() of no rows is 0, and takes no default_to()
#include "../models.hpp"

void query() {
    auto row = Post::objects.aggregate("n"_f = nuage::Count("pk"_f).default_to(1));
    static_cast<void>(row);
}
