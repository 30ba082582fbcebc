// SPDX-License-Identifier: MIT
// expect: [A003] nuage: aggregate() takes aggregates, such as "total"_f = Count("id"_f)
#include "../models.hpp"

void query() {
    auto row = User::objects.aggregate("n"_f = "name"_f);
    static_cast<void>(row);
}
