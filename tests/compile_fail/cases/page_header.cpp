// SPDX-License-Identifier: MIT
// expect: nuage: page(), after(), before() and cursor() need #include <nuage/pagination.hpp>
#include "../models.hpp"

void query() { static_cast<void>(Post::objects.page(20)); }
