// SPDX-License-Identifier: MIT
// expect: [M022] nuage: clean() of this model is not const, so a const object cannot be validated; make either one agree
#include "../models.hpp"

#include <nuage/validation.hpp>

struct Item {
    std::int64_t id{};
    void clean() {}

    NUAGE_MODEL(Item, (id))
};

NUAGE_APP(shop, Item);

void check(const Item& item) { nuage::full_clean(item); }
