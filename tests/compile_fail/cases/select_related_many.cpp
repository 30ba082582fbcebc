// SPDX-License-Identifier: MIT
// expect: [F010] select_related() follows ForeignKey and OneToOne; 'posts' is neither
#include "../models.hpp"

void query() {
    auto rows = User::objects.select_related("posts"_f);
    static_cast<void>(rows);
}
