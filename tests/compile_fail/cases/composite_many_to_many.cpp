// SPDX-License-Identifier: MIT
// expect: [M042] Pair.users: the rows of a join table refer to Pair, whose primary key has several fields.
#include "../composite.hpp"

struct Pair {
    std::int32_t left{};
    std::int32_t right{};
    nuage::ManyToMany<User> users{};

    NUAGE_MODEL(Pair, (left, primary_key), (right, primary_key), (users))
};
NUAGE_APP(shop, Pair);
