// SPDX-License-Identifier: MIT
// expect: [W015] nuage: returning() before update() is for models whose rows are in one table, not for children of other models
#include <nuage/returning.hpp>

#include "../models.hpp"

struct Essay : Post {
    std::int32_t words{};

    NUAGE_MODEL(Essay, (words))
};
NUAGE_APP(essays, Essay);
void query() { Essay::objects.returning("id"_f).update("words"_f = 1); }
