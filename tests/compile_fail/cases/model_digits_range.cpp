// SPDX-License-Identifier: MIT
// expect: [M007] Item.price: digits(max, places) wants places <= max <= 34.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    nuage::Decimal price{};

    NUAGE_MODEL(Item, (id), (price, digits(2, 8)))
};

NUAGE_APP(shop, Item);
