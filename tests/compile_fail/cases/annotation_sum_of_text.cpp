// SPDX-License-Identifier: MIT
// expect: [A005] Sum() is for numbers and durations; 'title' is text.
#include "../models.hpp"

void query() {
    auto row = Post::objects.aggregate("n"_f = nuage::Sum("title"_f));
    static_cast<void>(row);
}
