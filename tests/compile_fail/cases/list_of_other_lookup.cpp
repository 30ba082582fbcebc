// SPDX-License-Identifier: MIT
// expect: [A060] list_of() is what 'in' takes, of a single field; it was given to 'pages__gt'.
#include <nuage/list_of.hpp>

#include "../models.hpp"

void query() { static_cast<void>(Post::objects.filter("pages__gt"_f = nuage::list_of("id"_f, 3))); }
