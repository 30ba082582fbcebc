// SPDX-License-Identifier: MIT
// expect-success
//
// The other end of a OneToOne is one row, so it can be joined in.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.select_related("author"_f, "author__profile"_f);
    static_cast<void>(rows);
}
