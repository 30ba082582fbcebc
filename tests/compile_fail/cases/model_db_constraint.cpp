// SPDX-License-Identifier: MIT
// expect: [M030] Item.seller: db_cascade and db_set_null are the database's work, which no_db_constraint forbids.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    nuage::ForeignKey<User> seller{};

    NUAGE_MODEL(Item, (id), (seller, on_delete(db_cascade), no_db_constraint))
};

NUAGE_APP(shop, Item);
