// SPDX-License-Identifier: MIT
// expect: [F001] Item has no field 'prcie' (in 'prcie__gt'). Did you mean 'price'? Fields: id, price
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    std::int32_t price{};

    NUAGE_MODEL(Item, (id), (price))
    NUAGE_META(indexes(index("price").where("prcie"_f > 0)))
};

NUAGE_APP(shop, Item);
