// SPDX-License-Identifier: MIT
// expect: [M008] Item.id is the primary key and cannot be optional.
#include "../models.hpp"

struct Item {
    std::optional<std::int64_t> id{};

    NUAGE_MODEL(Item, (id))
};

NUAGE_APP(shop, Item);
