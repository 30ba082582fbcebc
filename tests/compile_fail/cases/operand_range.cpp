// SPDX-License-Identifier: MIT
// expect: [T005] Post.pages: 'range' takes two values, as std::pair or nuage::range(from, to).
#include "../models.hpp"

void query() {
    auto rows = Post::objects.filter("pages__range"_f = {1, 2});
    static_cast<void>(rows);
}
