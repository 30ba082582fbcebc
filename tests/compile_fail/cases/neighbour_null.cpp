// SPDX-License-Identifier: MIT
// expect: [F020] get_next_by() and get_previous_by() go by a date, or date and time, that is never null; 'pages' is
//     none.
#include "../models.hpp"

void query(const Post& post) {
    static_cast<void>(post.get_next_by("pages"_f));
}
