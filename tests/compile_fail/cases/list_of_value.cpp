// SPDX-License-Identifier: MIT
// expect: [T002] Post.pages is integer; 'in' was given text.
#include <nuage/list_of.hpp>

#include "../models.hpp"

void query() { static_cast<void>(Post::objects.filter("pages__in"_f = nuage::list_of("id"_f, "many"))); }
