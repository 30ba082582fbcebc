// SPDX-License-Identifier: MIT
// expect: [M043] Special: neither a child nor the model it derives from can have a primary key of several fields.
#include "../composite.hpp"

struct Special : Line {
    std::string text{};

    NUAGE_MODEL(Special, (text))
};
NUAGE_APP(shop, Special);
