// SPDX-License-Identifier: MIT
// expect: [M004] get_latest_by of Item: Item has no field 'nmae'. Did you mean 'name'? Fields: id, name
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    std::string name{};

    NUAGE_MODEL(Item, (id), (name))
    NUAGE_META(get_latest_by("nmae"))
};

NUAGE_APP(shop, Item);
