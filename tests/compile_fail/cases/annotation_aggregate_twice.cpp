// SPDX-License-Identifier: MIT
// expect: [A001] nuage: an aggregate is computed of single rows; its operand is an aggregate itself
#include "../models.hpp"

void query() {
    auto rows = User::objects.annotate("n"_f = nuage::Sum(nuage::Count("posts"_f)));
    static_cast<void>(rows);
}
