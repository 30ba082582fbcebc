// SPDX-License-Identifier: MIT
// expect: [M031] Bid.item: the database erases rows of Item by itself (Item.seller is db_cascade); only db_cascade, db_set_null and do_nothing can answer to that.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    nuage::ForeignKey<User> seller{};

    NUAGE_MODEL(Item, (id), (seller, on_delete(db_cascade)))
};

struct Bid {
    std::int64_t id{};
    nuage::ForeignKey<Item> item{};

    NUAGE_MODEL(Bid, (id), (item, on_delete(cascade)))
};

NUAGE_APP(shop, Item, Bid);
