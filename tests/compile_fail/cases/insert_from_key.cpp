// SPDX-License-Identifier: MIT
// expect: [W018] 'pk' stands for several fields: insert_from() takes them by their own names.
#include <nuage/insert_from.hpp>

#include "../composite.hpp"

void query() { Line::objects.insert_from(Line::objects.values_list("pk"_f), "pk"_f); }
