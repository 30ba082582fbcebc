// SPDX-License-Identifier: MIT
// expect: [T023] nuage: & | ^ join query sets of one type: of the same model, with the same columns
#include "../models.hpp"

void query() { static_cast<void>(Post::objects.all() | User::objects.all()); }
