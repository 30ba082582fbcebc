// SPDX-License-Identifier: MIT
// expect: [A020] slice() is for text; 'pages' is integer.
#include "../models.hpp"

void query() { static_cast<void>(Post::objects.annotate("x"_f = "pages"_f.slice(0, 3))); }
