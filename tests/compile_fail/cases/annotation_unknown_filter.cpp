// SPDX-License-Identifier: MIT
// expect: [F001] User has no field 'post_cuont' (in 'post_cuont__gt'). Did you mean 'post_count'? Fields: id,
//     name, email, posts, profile; annotations: post_count
#include "../models.hpp"

void query() {
    auto rows = User::objects.annotate("post_count"_f = nuage::Count("posts"_f)).filter("post_cuont__gt"_f = 5);
    static_cast<void>(rows);
}
