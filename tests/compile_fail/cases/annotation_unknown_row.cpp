// SPDX-License-Identifier: MIT
// expect: [F041] 'm' was not given to annotate().
#include "../models.hpp"

void query() {
    for (const auto& user : User::objects.annotate("n"_f = nuage::Count("posts"_f))) static_cast<void>(user["m"_f]);
}
