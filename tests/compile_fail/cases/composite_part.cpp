// SPDX-License-Identifier: MIT
// expect: [T002] Line.number is integer; 'exact' was given text.
#include "../composite.hpp"

void query() { static_cast<void>(Line::objects.filter("pk"_f = std::tuple(1, "two"))); }
