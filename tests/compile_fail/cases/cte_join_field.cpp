// SPDX-License-Identifier: MIT
// expect: [A043] tree is joined by a field of Post's own table; 'auhtor' is none. Did you mean 'author'? Fields: id, title, author, pages, price, published, created_at
#include <nuage/cte.hpp>

#include "../models.hpp"

void query() {
    auto tree = nuage::with<"tree">(User::objects.all());
    static_cast<void>(tree.join(Post::objects, "auhtor"_f));
}
