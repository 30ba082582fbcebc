// SPDX-License-Identifier: MIT
// expect: [T007] nuage: a Condition<M> filters query sets of M only
#include "../models.hpp"

void query() {
    const nuage::Condition<User> condition = ("name"_f = "x");
    auto rows = Post::objects.filter(condition);
    static_cast<void>(rows);
}
