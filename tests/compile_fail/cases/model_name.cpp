// SPDX-License-Identifier: MIT
// expect: [M010] Item.list__price: a field's name may not contain '__' nor end in '_'.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    std::int32_t list__price{};

    NUAGE_MODEL(Item, (id), (list__price))
};

NUAGE_APP(shop, Item);
