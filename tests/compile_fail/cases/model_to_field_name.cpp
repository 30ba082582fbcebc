// SPDX-License-Identifier: MIT
// expect: [M011] Item.seller refers to User.emial, but there is no such field.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    nuage::ForeignKey<User, nuage::to_field<"emial">> seller{};

    NUAGE_MODEL(Item, (id), (seller))
};

NUAGE_APP(shop, Item);
