// SPDX-License-Identifier: MIT
// expect: [M020] nuage: a validator<> is called with the member's value: it takes one argument of its type
#include "../models.hpp"

inline void check_text(const std::string&) {}

struct Item {
    std::int64_t id{};
    std::int32_t pages{};

    NUAGE_MODEL(Item, (id), (pages, validator<check_text>))
};

NUAGE_APP(shop, Item);
