// SPDX-License-Identifier: MIT
// expect: nuage: insert_from() needs #include <nuage/insert_from.hpp>
#include "../models.hpp"

void query() { User::objects.insert_from(User::objects.values_list("name"_f), "name"_f); }
