// SPDX-License-Identifier: MIT
// expect: [M012] Item.posts is said to be the other end of Post.author, but that is no ForeignKey or ManyToMany to Item.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    nuage::RelatedSet<Post, "author"> posts{};

    NUAGE_MODEL(Item, (id), (posts))
};

NUAGE_APP(shop, Item);
