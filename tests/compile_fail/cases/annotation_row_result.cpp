// SPDX-License-Identifier: MIT
// expect: [A003] nuage: aggregate() takes aggregates, such as "total"_f = Count("id"_f)
#include "../models.hpp"

void query() {
    auto row = User::objects.annotate("n"_f = nuage::Count("posts"_f)).aggregate("most"_f = "n"_f);
    static_cast<void>(row);
}
