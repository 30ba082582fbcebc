// SPDX-License-Identifier: MIT
// expect: [T010] nuage: only conditions can be joined. '=' binds more weakly than the operators that join
//     conditions: write ("a"_f = x) in parentheses, or "a"_f == x
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("title"_f = "x" || "pages"_f == 3);
    static_cast<void>(rows);
}
