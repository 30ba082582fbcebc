// SPDX-License-Identifier: MIT
// expect: [T012] nuage: returning() takes names, such as "id"_f
#include <nuage/returning.hpp>

#include "../models.hpp"

void query() { Post::objects.returning("id"); }
