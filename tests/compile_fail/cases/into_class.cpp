// SPDX-License-Identifier: MIT
// expect: [W013] nuage: into() wants a plain struct: members that can be assigned, no base class, no constructors
#include <nuage/into.hpp>

#include "../models.hpp"

struct Line {
    explicit Line(std::string given) : title(given) {}
    std::string title;
};
void query() { static_cast<void>(Post::objects.into<Line>("title"_f)); }
