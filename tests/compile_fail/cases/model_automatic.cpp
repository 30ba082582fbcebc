// SPDX-License-Identifier: MIT
// expect: [M008] Item.name is automatic and must be an integer.
#include "../models.hpp"

struct Item {
    std::string name{};

    NUAGE_MODEL(Item, (name, automatic))
};

NUAGE_APP(shop, Item);
