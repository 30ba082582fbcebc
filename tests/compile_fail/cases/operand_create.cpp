// SPDX-License-Identifier: MIT
// expect: [T002] Post.pages is integer; 'exact' was given text.
#include "../models.hpp"

void query() {
    Post::objects.create("pages"_f = "x");
}
