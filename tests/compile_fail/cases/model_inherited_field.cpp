// SPDX-License-Identifier: MIT
// expect: [M033] Member.name is a field of User already: a child of a model cannot list it anew.
#include "../models.hpp"

struct Member : User {
    std::string name{};

    NUAGE_MODEL(Member, (name))
};

NUAGE_APP(shop, Member);
