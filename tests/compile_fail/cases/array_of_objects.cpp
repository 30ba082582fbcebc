// SPDX-License-Identifier: MIT
// expect: [A056] nuage: an ArraySubquery is of one column, of numbers, text, booleans, dates or UUIDs; choose it with
//     values("title"_f)
#include <nuage/arrays.hpp>

#include "../models.hpp"

void query() {
    auto rows = User::objects.annotate("own"_f = nuage::ArraySubquery(Post::objects.filter("author"_f = nuage::OuterRef("pk"_f))));
    static_cast<void>(rows);
}
