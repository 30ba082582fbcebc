// SPDX-License-Identifier: MIT
// expect: [T012] nuage: insert_from() takes a query set and names, such as "title"_f
#include <nuage/insert_from.hpp>

#include "../models.hpp"

void query() { User::objects.insert_from(User::objects.values_list("name"_f), "name"); }
