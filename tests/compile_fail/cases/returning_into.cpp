// SPDX-License-Identifier: MIT
// expect: [W016] nuage: into() after returning() takes columns, such as returning("id"_f).into<Line>()
#include <nuage/returning.hpp>

#include "../models.hpp"

struct Line {
    std::int64_t id;
};
void query() { Post::objects.returning().into<Line>(); }
