// SPDX-License-Identifier: MIT
// expect: [F001] User has no field 'poss'. Did you mean 'posts'? Fields: id, name, email, posts, profile
#include "../models.hpp"

void query() {
    auto rows = User::objects.annotate("n"_f = nuage::Count("poss"_f));
    static_cast<void>(rows);
}
