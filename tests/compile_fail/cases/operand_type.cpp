// SPDX-License-Identifier: MIT
// expect: [T001] nuage: a value of this type cannot be compared with a field; specialise nuage::Codec for it
#include "../models.hpp"

struct Colour {
    int red, green, blue;
};

void query() {
    auto rows = Post::objects.filter("title"_f = Colour{1, 2, 3});
    static_cast<void>(rows);
}
