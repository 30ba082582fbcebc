// SPDX-License-Identifier: MIT
// expect: [W012] into(): column 2, 'pages', has values that the struct's member cannot hold: give it the type that values_list() reads, or a wider one.
#include <nuage/into.hpp>

#include "../models.hpp"

struct Line {
    std::string title;
    std::int16_t pages;
};
void query() { static_cast<void>(Post::objects.into<Line>("title"_f, "pages"_f)); }
