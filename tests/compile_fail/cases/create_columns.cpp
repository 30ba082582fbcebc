// SPDX-License-Identifier: MIT
// expect: [F017] 'title' of a new row cannot be computed from columns: there is no row yet.
#include "../models.hpp"

#include <nuage/functions.hpp>

void query() {
    Post::objects.create("title"_f = nuage::Lower("title"_f));
}
