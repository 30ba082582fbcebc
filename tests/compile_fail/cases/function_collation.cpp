// SPDX-License-Identifier: MIT
// expect: [A023] nuage: the name of a collation is made of letters, digits, '_', '-' and '.'
#include "../models.hpp"

#include <nuage/functions.hpp>

void query() {
    auto posts = Post::objects.annotate("n"_f = nuage::Collate<"bad name;">("title"_f));
    static_cast<void>(posts);
}
