// SPDX-License-Identifier: MIT
// expect: [A005] StringAgg() is for text; 'pages' is integer.
#include <nuage/string_agg.hpp>

#include "../models.hpp"

void query() { static_cast<void>(Post::objects.aggregate("x"_f = nuage::StringAgg("pages"_f, ","))); }
