// SPDX-License-Identifier: MIT
// expect: [F001] User has no field 'nmae'. Did you mean 'name'? Fields: id, name, email, posts, profile
#include "../models.hpp"

void query() {
    User::objects.update_or_create("email"_f = "x", nuage::defaults("nmae"_f = "y"));
}
