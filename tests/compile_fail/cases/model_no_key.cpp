// SPDX-License-Identifier: MIT
// expect: [M001] Item has no primary key: list an integer member `id`, or mark a field primary_key.
#include "../models.hpp"

struct Item {
    std::string name{};

    NUAGE_MODEL(Item, (name, max_length(100)))
};

NUAGE_APP(shop, Item);
