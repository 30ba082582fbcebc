// SPDX-License-Identifier: MIT
// expect: [F030] 'twice' is a generated column: the database computes it, and it cannot be set.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    std::int64_t number{};
    std::int64_t twice{};

    NUAGE_MODEL(Item, (id), (number), (twice, generated<"number"_f * 2>))
};

NUAGE_APP(shop, Item);

void write() { Item::objects.create("twice"_f = 4); }
