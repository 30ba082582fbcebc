// SPDX-License-Identifier: MIT
// expect: [M007] Item.price is a decimal and needs digits(max, places).
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    nuage::Decimal price{};

    NUAGE_MODEL(Item, (id), (price))
};

NUAGE_APP(shop, Item);
