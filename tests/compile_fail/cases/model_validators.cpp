// SPDX-License-Identifier: MIT
// expect: [M021] Item.pages has more than 4 validators; let one function call several.
#include "../models.hpp"

inline void check(std::int32_t) {}

struct Item {
    std::int64_t id{};
    std::int32_t pages{};

    NUAGE_MODEL(Item, (id), (pages, validator<check>, validator<check>, validator<check>, validator<check>, validator<check>))
};

NUAGE_APP(shop, Item);
