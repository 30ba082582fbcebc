// SPDX-License-Identifier: MIT
// expect: [M023] nuage: full_clean() and the like need #include <nuage/validation.hpp>
#include "../models.hpp"

void check(Post& post) { post.full_clean(); }
