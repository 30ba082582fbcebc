// SPDX-License-Identifier: MIT
// expect: [M002] Item has more than one primary key.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    std::string name{};

    NUAGE_MODEL(Item, (id, primary_key), (name, max_length(100), primary_key))
};

NUAGE_APP(shop, Item);
