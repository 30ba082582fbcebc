// SPDX-License-Identifier: MIT
// expect: [M035] Item.id is a generated column: it cannot be a key, a relation, or set by auto_now.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    std::int64_t number{};

    NUAGE_MODEL(Item, (id, primary_key, generated<"number"_f + 1>), (number))
};

NUAGE_APP(shop, Item);
