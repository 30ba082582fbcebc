// SPDX-License-Identifier: MIT
// expect: [F001] User has no field 'emial'. Did you mean 'email'? Fields: id, name, email, posts, profile
#include "../models.hpp"

void query() {
    User::objects.get_or_create("emial"_f = "x");
}
