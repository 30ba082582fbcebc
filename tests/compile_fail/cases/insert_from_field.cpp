// SPDX-License-Identifier: MIT
// expect: [F001] User has no field 'nmae'. Did you mean 'name'? Fields: id, name, email, posts, profile
#include <nuage/insert_from.hpp>

#include "../models.hpp"

void query() { User::objects.insert_from(User::objects.values_list("name"_f), "nmae"_f); }
