// SPDX-License-Identifier: MIT
// expect: [M010] Item.range: 'range' is the name of a lookup or of the key.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    std::int32_t range{};

    NUAGE_MODEL(Item, (id), (range))
};

NUAGE_APP(shop, Item);
