// SPDX-License-Identifier: MIT
// expect: [M013] Shop.goods and Shop.items are both the other end of Item.shop.
#include "../models.hpp"

struct Item;
struct Shop {
    std::int64_t id{};
    nuage::RelatedSet<Item, "shop"> items{};
    nuage::RelatedSet<Item, "shop"> goods{};

    NUAGE_MODEL(Shop, (id), (items), (goods))
};
struct Item {
    std::int64_t id{};
    nuage::ForeignKey<Shop> shop{};

    NUAGE_MODEL(Item, (id), (shop))
};

NUAGE_APP(shop, Shop, Item);
