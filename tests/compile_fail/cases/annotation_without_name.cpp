// SPDX-License-Identifier: MIT
// expect: [T011] nuage: values are given by name here, such as "title"_f = "x"
#include "../models.hpp"

void query() {
    auto rows = User::objects.annotate(nuage::Count(("id"_f) + 1));
    static_cast<void>(rows);
}
