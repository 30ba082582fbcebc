// SPDX-License-Identifier: MIT
// expect: [T024] nuage: dates() takes a field of dates or moments, datetimes() one of moments
#include "../models.hpp"

void query() { static_cast<void>(Post::objects.dates("title"_f, "year")); }
