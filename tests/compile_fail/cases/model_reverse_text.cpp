// SPDX-License-Identifier: MIT
// expect: [M012] Shop.items is said to be the other end of Item.name, but that is no ForeignKey or ManyToMany to Shop.
#include "../models.hpp"

struct Item;
struct Shop {
    std::int64_t id{};
    nuage::RelatedSet<Item, "name"> items{};

    NUAGE_MODEL(Shop, (id), (items))
};
struct Item {
    std::int64_t id{};
    std::string name{};

    NUAGE_MODEL(Item, (id), (name))
};

NUAGE_APP(shop, Shop, Item);
