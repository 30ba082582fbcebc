// SPDX-License-Identifier: MIT
// expect: [T002] Line.pk is composite key; 'exact' was given int.
#include "../composite.hpp"

void query() { static_cast<void>(Line::objects.filter("pk"_f = 1)); }
