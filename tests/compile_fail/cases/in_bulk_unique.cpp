// SPDX-License-Identifier: MIT
// expect: [F011] nuage: in_bulk() wants a unique field
#include "../models.hpp"

void query() {
    auto found = User::objects.in_bulk(std::vector<std::string>{"x"}, "name"_f);
    static_cast<void>(found);
}
