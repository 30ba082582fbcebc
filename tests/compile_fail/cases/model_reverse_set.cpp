// SPDX-License-Identifier: MIT
// expect: [M012] Shop.items: the other end of a OneToOne is a RelatedOne.
#include "../models.hpp"

struct Item;
struct Shop {
    std::int64_t id{};
    nuage::RelatedSet<Item, "shop"> items{};

    NUAGE_MODEL(Shop, (id), (items))
};
struct Item {
    std::int64_t id{};
    nuage::OneToOne<Shop> shop{};

    NUAGE_MODEL(Item, (id), (shop))
};

NUAGE_APP(shop, Shop, Item);
