// SPDX-License-Identifier: MIT
// expect: [A060] range() is what 'range' takes; it was given to 'pages__gt'.
#include <nuage/list_of.hpp>

#include "../models.hpp"

void query() { static_cast<void>(Post::objects.filter("pages__gt"_f = nuage::range("id"_f, 3))); }
