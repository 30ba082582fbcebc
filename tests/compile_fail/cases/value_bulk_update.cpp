// SPDX-License-Identifier: MIT
// expect: [T014] nuage: bulk_create() and bulk_update() take a vector, array or span of objects that can be written to
#include "../models.hpp"

void query() {
    std::vector<User> users(1);
    Post::objects.bulk_update(users, nuage::fields("title"_f));
}
