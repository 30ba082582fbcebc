// SPDX-License-Identifier: MIT
// expect: [T001] nuage: a value of this type cannot be compared with a field; specialise nuage::Codec for it
#include "../models.hpp"

auto query() { return Post::objects.filter("pages"_f + nuage::When("id"_f > 3, 1) > 5); }
