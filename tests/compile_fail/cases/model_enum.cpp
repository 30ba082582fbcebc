// SPDX-License-Identifier: MIT
// expect: [M014] nuage: a member's type is no field type; specialise nuage::Codec for it, or leave the member out of
//     NUAGE_MODEL (JSON needs nuage/json.hpp, decimals nuage/decimal.hpp)
//
// An enumeration needs NUAGE_TEXT_CHOICES or NUAGE_INTEGER_CHOICES.
#include "../models.hpp"
#include <nuage/choices.hpp>

enum class Size { small, large };

struct Item {
    std::int64_t id{};
    Size size{};

    NUAGE_MODEL(Item, (id), (size))
};

NUAGE_APP(shop, Item);
