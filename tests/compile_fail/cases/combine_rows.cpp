// SPDX-License-Identifier: MIT
// expect: [T025] nuage: query sets are combined when their rows are of the same types: objects of one model with the same annotations, or values_list() of the same column types
#include "../models.hpp"

void query() { static_cast<void>(Post::objects.values_list("title"_f).union_(Post::objects.values_list("id"_f))); }
