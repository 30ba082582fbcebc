// SPDX-License-Identifier: MIT
// expect: [A049] nuage: objects() is for rows that were made of objects; use rows(), or join()
#include <nuage/cte.hpp>

#include "../models.hpp"

void query() {
    auto totals = nuage::with<"totals">(Post::objects.values("author"_f));
    static_cast<void>(totals.objects());
}
