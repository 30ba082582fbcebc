// SPDX-License-Identifier: MIT
// expect: [M041] nuage: a model has at most one base with a table of its own; the others are NUAGE_ABSTRACT
#include "../models.hpp"

struct Named {
    std::int64_t id{};
    std::string name{};
    NUAGE_MODEL(Named, (id), (name))
};
struct Priced {
    std::int64_t key{};
    double price{};
    NUAGE_MODEL(Priced, (key, automatic), (price))
};
struct Item : Named, Priced {
    double weight{};

    NUAGE_MODEL(Item, (weight))
    NUAGE_META(inherits<Named, Priced>())
};

NUAGE_APP(shop, Named, Priced, Item);
