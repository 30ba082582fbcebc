// SPDX-License-Identifier: MIT
// expect: [F007] only fields of the model itself, and of objects joined in by select_related(), can be loaded or left out: 'posts__title'
#include "../models.hpp"

void query() {
    auto rows = User::objects.only("posts__title"_f);
    static_cast<void>(rows);
}
