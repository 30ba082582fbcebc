// SPDX-License-Identifier: MIT
// expect: [F004] 'title__exact' ends in the lookup 'exact', but a field is wanted here: lookups belong in filter()
//     and exclude().
//
// One = sets, two compare.
#include "../models.hpp"

void query() {
    Post::objects.update("title"_f == "x");
}
