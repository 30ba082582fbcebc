// SPDX-License-Identifier: MIT
// expect: [M006] Item.pages: min_length and regex are for text; the member is integer.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    std::int32_t pages{};

    NUAGE_MODEL(Item, (id), (pages, regex("^[0-9]+$")))
};

NUAGE_APP(shop, Item);
