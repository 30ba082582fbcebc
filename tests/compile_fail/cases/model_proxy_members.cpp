// SPDX-License-Identifier: MIT
// expect: [M032] nuage: a proxy adds no members to its base
#include "../models.hpp"

struct Member : User {
    std::int64_t number{};

    NUAGE_PROXY(Member)
};

NUAGE_APP(shop, Member);
