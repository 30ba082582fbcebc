// SPDX-License-Identifier: MIT
// expect: [M002] Item.id is automatic: it is the whole key, and no other field can be a part of it.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    std::string name{};

    NUAGE_MODEL(Item, (id, automatic), (name, max_length(100), primary_key))
};

NUAGE_APP(shop, Item);
