// SPDX-License-Identifier: MIT
// expect: [M006] Item.price: max_length is for text and bytes; the member is integer.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    std::int32_t price{};

    NUAGE_MODEL(Item, (id), (price, max_length(10)))
};

NUAGE_APP(shop, Item);
