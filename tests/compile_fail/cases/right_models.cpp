// SPDX-License-Identifier: MIT
// expect-success
#include "../models.hpp"
#include <nuage/choices.hpp>

enum class Size { small, large };
NUAGE_TEXT_CHOICES(Size, (small, "s", "Small"), (large, "l", "Large"))

struct Item;
struct Shop {
    std::string code{};
    nuage::RelatedSet<Item, "shop"> items{};
    nuage::RelatedSet<Item, "branch"> branch_items{};

    NUAGE_MODEL(Shop, (code, primary_key, max_length(10)), (items), (branch_items))
};
struct Item {
    std::int64_t id{};
    std::string name{};
    Size size{};
    nuage::Decimal price{};
    nuage::ForeignKey<Shop> shop{};
    nuage::ForeignKey<Shop, nuage::nullable> branch{};
    nuage::ForeignKey<User, nuage::to_field<"email">> seller{};

    NUAGE_MODEL(Item, (id), (name, max_length(100), slug), (size), (price, digits(8, 2), positive), (shop),
        (branch, on_delete(set_null)), (seller))
    NUAGE_META(ordering("-shop__code", "name"), get_latest_by("id"), indexes(index("name", "-price")),
               constraints(unique("shop", "name"), check("price_not_huge", "price"_f < 1000)))
};

NUAGE_APP(shop, Shop, Item);
