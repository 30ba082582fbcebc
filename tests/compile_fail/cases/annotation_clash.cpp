// SPDX-License-Identifier: MIT
// expect: [A002] The annotation 'name' conflicts with a field of User; give it another name.
#include "../models.hpp"

void query() {
    auto rows = User::objects.annotate("name"_f = nuage::Count("posts"_f));
    static_cast<void>(rows);
}
