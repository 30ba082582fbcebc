// SPDX-License-Identifier: MIT
// expect: nuage: returning() needs #include <nuage/returning.hpp>
#include "../models.hpp"

void query() { static_cast<void>(Post::objects.returning("id"_f)); }
