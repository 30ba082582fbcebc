// SPDX-License-Identifier: MIT
// expect: [A040] nuage: a column of a common table expression has a plain name; give it one, as in values("author_name"_f = "author__name"_f)
#include <nuage/cte.hpp>

#include "../models.hpp"

void query() {
    auto names = nuage::with<"names">(Post::objects.values("author__name"_f));
    static_cast<void>(names);
}
