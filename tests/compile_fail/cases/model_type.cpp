// SPDX-License-Identifier: MIT
// expect: [M014] nuage: a member's type is no field type; specialise nuage::Codec for it, or leave the member out of
//     NUAGE_MODEL (JSON needs nuage/json.hpp, decimals nuage/decimal.hpp)
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    std::map<int, int> parts{};

    NUAGE_MODEL(Item, (id), (parts))
};

NUAGE_APP(shop, Item);
