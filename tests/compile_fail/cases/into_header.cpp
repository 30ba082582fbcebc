// SPDX-License-Identifier: MIT
// expect: nuage: into() needs #include <nuage/into.hpp>
#include "../models.hpp"

struct Line {
    std::string title;
};
void query() { static_cast<void>(Post::objects.into<Line>("title"_f)); }
