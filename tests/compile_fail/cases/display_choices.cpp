// SPDX-License-Identifier: MIT
// expect: [F021] get_display() is for fields with choices; 'title' has none.
#include "../models.hpp"

void show(const Post& post) {
    static_cast<void>(post.get_display("title"_f));
}
