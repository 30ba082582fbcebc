// SPDX-License-Identifier: MIT
// expect: [W012] into(): column 1, 'title', has values that the struct's member cannot hold: give it the type that values_list() reads, or a wider one.
#include <nuage/into.hpp>

#include "../models.hpp"

struct Line {
    std::string_view title;
};
void query() { static_cast<void>(Post::objects.into<Line>("title"_f)); }
