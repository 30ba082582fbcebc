// SPDX-License-Identifier: MIT
// expect: [M040] nuage: a model with several bases lists them: NUAGE_META(inherits<A, B>())
#include "../models.hpp"

struct Stamped {
    std::string stamp{};
    NUAGE_ABSTRACT(Stamped, (stamp))
};
struct Named {
    std::string name{};
    NUAGE_ABSTRACT(Named, (name))
};
struct Item : Stamped, Named {
    std::int64_t id{};

    NUAGE_MODEL(Item, (id))
};

NUAGE_APP(shop, Item);
