// SPDX-License-Identifier: MIT
// expect: [F001] User has no field 'emial'. Did you mean 'email'? Fields: id, name, email, posts, profile
#include "../models.hpp"

void query() {
    auto found = User::objects.in_bulk(std::vector<std::string>{"x"}, "emial"_f);
    static_cast<void>(found);
}
