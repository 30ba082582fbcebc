// SPDX-License-Identifier: MIT
// expect: [M006] Item.name: auto_now is for dates and times; the member is text.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    std::string name{};

    NUAGE_MODEL(Item, (id), (name, auto_now))
};

NUAGE_APP(shop, Item);
