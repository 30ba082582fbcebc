// SPDX-License-Identifier: MIT
// expect: [R001] nuage: the relation leads to another model than this object's
#include "../models.hpp"

void query() {
    const User user;
    user.posts.add(user);
}
