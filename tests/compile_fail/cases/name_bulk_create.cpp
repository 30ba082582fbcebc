// SPDX-License-Identifier: MIT
// expect: [F001] Post has no field 'titel'. Did you mean 'title'? Fields: id, title, author, pages, price,
//     published, created_at
#include "../models.hpp"

void query() {
    std::vector<Post> posts(1);
    Post::objects.bulk_create(posts, {.update_conflicts = true,
                                      .update_fields = nuage::fields("pages"_f),
                                      .unique_fields = nuage::fields("titel"_f)});
}
