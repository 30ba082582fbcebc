// SPDX-License-Identifier: MIT
// expect: [F007] only fields of the model itself can be set or loaded here: 'author__name' leads to another one
#include <nuage/returning.hpp>

#include "../models.hpp"

void query() { Post::objects.returning("author__name"_f); }
