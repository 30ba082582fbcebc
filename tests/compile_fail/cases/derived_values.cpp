// SPDX-License-Identifier: MIT
// expect: [T008] nuage: as_derived() is for query sets of objects, without annotations
#include "../models.hpp"

void query() { static_cast<void>(Post::objects.values_list("title"_f).as_derived()); }
