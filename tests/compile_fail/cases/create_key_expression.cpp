// SPDX-License-Identifier: MIT
// expect: [F016] 'id' is the primary key: its value cannot be an expression.
#include "../models.hpp"

#include <nuage/functions.hpp>

void query() {
    Post::objects.create("id"_f = nuage::Lower("x"));
}
