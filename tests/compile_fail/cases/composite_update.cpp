// SPDX-License-Identifier: MIT
// expect: [F031] 'pk' stands for several fields: update() sets them by their own names.
#include "../composite.hpp"

void query() { Line::objects.update("pk"_f = std::tuple(1, 2)); }
