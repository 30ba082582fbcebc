// SPDX-License-Identifier: MIT
// expect: [M005] an index of Item: 'seller__name' leaves the table of Item.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    nuage::ForeignKey<User> seller{};

    NUAGE_MODEL(Item, (id), (seller))
    NUAGE_META(indexes(index("seller__name")))
};

NUAGE_APP(shop, Item);
