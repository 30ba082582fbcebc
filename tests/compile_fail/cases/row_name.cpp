// SPDX-License-Identifier: MIT
// expect: [F009] 'pages' was not given to values().
#include "../models.hpp"

void query() {
    for (const auto& row : Post::objects.values("title"_f)) static_cast<void>(row["pages"_f]);
}
