// SPDX-License-Identifier: MIT
// expect: [R002] nuage: through_defaults() is for a ManyToMany with a model of its own: through<…>
#include "../models.hpp"

void query() {
    const User user;
    user.posts.add(3, nuage::through_defaults("pages"_f = 3));
}
