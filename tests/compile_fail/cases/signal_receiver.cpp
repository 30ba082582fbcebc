// SPDX-License-Identifier: MIT
// expect: [T020] nuage: a receiver takes the model's object by reference (AnyObject for any model), and may take the
//     event
#include "../models.hpp"

#include <nuage/signals.hpp>

void listen() {
    nuage::signals::post_save<Post>.connect_always([](User&) {});
}
