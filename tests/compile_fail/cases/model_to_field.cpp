// SPDX-License-Identifier: MIT
// expect: [M011] Item.seller refers to User.name, which is not unique.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    nuage::ForeignKey<User, nuage::to_field<"name">> seller{};

    NUAGE_MODEL(Item, (id), (seller))
};

NUAGE_APP(shop, Item);
