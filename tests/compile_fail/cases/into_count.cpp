// SPDX-License-Identifier: MIT
// expect: [W010] into(): there are 2 columns, and the struct has 1 members.
#include <nuage/into.hpp>

#include "../models.hpp"

struct Line {
    std::string title;
};
void query() { static_cast<void>(Post::objects.into<Line>("title"_f, "pages"_f)); }
