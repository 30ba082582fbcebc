// SPDX-License-Identifier: MIT
// expect: [M006] Item.name: min_value, max_value and step are for numbers; the member is text.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    std::string name{};

    NUAGE_MODEL(Item, (id), (name, min_value(3)))
};

NUAGE_APP(shop, Item);
