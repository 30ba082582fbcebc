// SPDX-License-Identifier: MIT
// expect: [A007] nuage: Count("*"_f) counts rows, and cannot be filtered; count a field, such as Count("pk"_f)
#include "../models.hpp"

void query() {
    auto row = Post::objects.aggregate("n"_f = nuage::Count("*"_f).filter("pages"_f > 3));
    static_cast<void>(row);
}
