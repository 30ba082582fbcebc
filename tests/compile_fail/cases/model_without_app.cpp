// SPDX-License-Identifier: MIT
// expect: [M001] Item has no primary key: list an integer member `id`, or mark a field primary_key.
//
// A model in no app is checked where it is first used.
#include "../models.hpp"

struct Item {
    std::string name{};

    NUAGE_MODEL(Item, (name))
};

void query() {
    auto rows = Item::objects.filter("name"_f = "x");
    static_cast<void>(rows);
}
