// SPDX-License-Identifier: MIT
// expect: [F001] Post has no field 'titel'. Did you mean 'title'? Fields: id, title, author, pages, price, published, created_at
#include "../models.hpp"

#include <nuage/functions.hpp>

void query() {
    auto posts = Post::objects.annotate("n"_f = nuage::Coalesce(nuage::Lower("titel"_f), "x"));
    static_cast<void>(posts);
}
