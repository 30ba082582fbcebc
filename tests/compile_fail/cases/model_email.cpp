// SPDX-License-Identifier: MIT
// expect: [M006] Item.price: email, slug and url are for text; the member is floating-point.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    double price{};

    NUAGE_MODEL(Item, (id), (price, email))
};

NUAGE_APP(shop, Item);
