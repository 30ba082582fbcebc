// SPDX-License-Identifier: MIT
// expect: [W024] nuage: insert_from() takes a query set of values() or values_list()
#include <nuage/insert_from.hpp>

#include "../models.hpp"

void query() { User::objects.insert_from(User::objects.all(), "name"_f); }
