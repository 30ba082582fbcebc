// SPDX-License-Identifier: MIT
// expect: [M042] Item.line refers to Line, whose primary key has several fields: a foreign key holds one value. Name a
//     unique field by to_field.
#include "../composite.hpp"

struct Item {
    std::int64_t id{};
    nuage::ForeignKey<Line> line{};

    NUAGE_MODEL(Item, (id), (line))
};
NUAGE_APP(shop, Item);
