// SPDX-License-Identifier: MIT
// expect: [M004] ordering of Item: Item has no field 'nmae'. Did you mean 'name'? Fields: id, name
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    std::string name{};

    NUAGE_MODEL(Item, (id), (name))
    NUAGE_META(ordering("-nmae"))
};

NUAGE_APP(shop, Item);
