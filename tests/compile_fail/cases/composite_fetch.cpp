// SPDX-License-Identifier: MIT
// expect: [F032] nuage: a key of several fields is always loaded; nuage::pk(object) gives it
#include "../composite.hpp"

void query(Line line) { static_cast<void>(line.fetch("pk"_f)); }
