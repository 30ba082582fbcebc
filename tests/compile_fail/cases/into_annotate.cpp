// SPDX-License-Identifier: MIT
// expect: [W014] nuage: annotate() comes before into(), whose struct has members for the columns that are there
#include <nuage/into.hpp>

#include "../models.hpp"

struct Line {
    std::string title;
};
void query() { static_cast<void>(Post::objects.into<Line>("title"_f).annotate("twice"_f = "pages"_f * 2)); }
