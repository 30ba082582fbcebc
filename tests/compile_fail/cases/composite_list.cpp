// SPDX-License-Identifier: MIT
// expect: [T021] Line.pk stands for several fields: compare it with a std::tuple of their values.
#include "../composite.hpp"

void query() { static_cast<void>(Line::objects.filter("pk"_f = {1, 2})); }
