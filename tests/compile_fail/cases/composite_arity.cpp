// SPDX-License-Identifier: MIT
// expect: [T021] the primary key of Line has 2 fields (post, number); it was given a tuple of 3.
#include "../composite.hpp"

void query() { static_cast<void>(Line::objects.filter("pk"_f = std::tuple(1, 2, 3))); }
