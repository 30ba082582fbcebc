// SPDX-License-Identifier: MIT
// expect: [R003] nuage: the query set of a Prefetch is of another model than its relation leads to
#include "../models.hpp"

void query() {
    auto rows = User::objects.prefetch_related(nuage::Prefetch("posts"_f, User::objects.all()));
    static_cast<void>(rows);
}
