// SPDX-License-Identifier: MIT
// expect: [W011] into(): column 2, 'price', may be NULL: the struct's member must be a std::optional.
#include <nuage/into.hpp>

#include "../models.hpp"

struct Line {
    std::string title;
    Money price;
};
void query() { static_cast<void>(Post::objects.into<Line>("title"_f, "price"_f)); }
