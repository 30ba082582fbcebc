// SPDX-License-Identifier: MIT
// expect: [M006] Item.name: positive is for numbers; the member is text.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    std::string name{};

    NUAGE_MODEL(Item, (id), (name, positive))
};

NUAGE_APP(shop, Item);
