// SPDX-License-Identifier: MIT
// expect: [W023] nuage: insert_from() is for models whose rows are in one table, not for children of other models
#include <nuage/insert_from.hpp>

#include "../models.hpp"

struct Essay : Post {
    std::int32_t words{};

    NUAGE_MODEL(Essay, (words))
};
NUAGE_APP(essays, Essay);
void query() { Essay::objects.insert_from(Post::objects.values_list("pages"_f), "words"_f); }
