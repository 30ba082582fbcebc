// SPDX-License-Identifier: MIT
// expect: [M012] Shop.item: the other end of a ForeignKey is a RelatedSet.
#include "../models.hpp"

struct Item;
struct Shop {
    std::int64_t id{};
    nuage::RelatedOne<Item, "shop"> item{};

    NUAGE_MODEL(Shop, (id), (item))
};
struct Item {
    std::int64_t id{};
    nuage::ForeignKey<Shop> shop{};

    NUAGE_MODEL(Item, (id), (shop))
};

NUAGE_APP(shop, Shop, Item);
