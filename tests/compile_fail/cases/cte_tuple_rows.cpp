// SPDX-License-Identifier: MIT
// expect: [A040] nuage: a common table expression is made of named columns: of values(), or of objects, whose key of one field and whose annotations become its columns
#include <nuage/cte.hpp>

#include "../models.hpp"

void query() {
    nuage::with<"totals">(Post::objects.values_list("author"_f));
}
