// SPDX-License-Identifier: MIT
// expect: [F010] select_related() follows ForeignKey and OneToOne; 'title' is neither
#include "../models.hpp"

void query() {
    auto rows = Post::objects.select_related("title"_f);
    static_cast<void>(rows);
}
