// SPDX-License-Identifier: MIT
// expect: [A062] nuage: StringAgg() takes the text that stands between the others, such as
//     StringAgg("title"_f, ", ")
#include <nuage/string_agg.hpp>

#include "../models.hpp"

void query() { static_cast<void>(Post::objects.aggregate("x"_f = nuage::StringAgg("title"_f, 3))); }
