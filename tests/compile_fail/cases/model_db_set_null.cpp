// SPDX-License-Identifier: MIT
// expect: [M009] Item.seller: on_delete(db_set_null) needs a nullable relation.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    nuage::ForeignKey<User> seller{};

    NUAGE_MODEL(Item, (id), (seller, on_delete(db_set_null)))
};

NUAGE_APP(shop, Item);
