// SPDX-License-Identifier: MIT
// expect: [M003] Item.name is listed twice.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    std::string name{};

    NUAGE_MODEL(Item, (id), (name, max_length(100)), (name, blank))
};

NUAGE_APP(shop, Item);
