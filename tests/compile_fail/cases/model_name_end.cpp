// SPDX-License-Identifier: MIT
// expect: [M010] Item.default_: a field's name may not contain '__' nor end in '_'.
#include "../models.hpp"

struct Item {
    std::int64_t id{};
    std::int32_t default_{};

    NUAGE_MODEL(Item, (id), (default_))
};

NUAGE_APP(shop, Item);
