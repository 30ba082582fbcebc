// SPDX-License-Identifier: MIT
// expect: [F018] 'thrice' was not given to raw().
#include "../models.hpp"

void query() {
    for (const auto& post : Post::objects.raw<nuage::Extra<"twice", std::int64_t>>("SELECT")) static_cast<void>(post["thrice"_f]);
}
