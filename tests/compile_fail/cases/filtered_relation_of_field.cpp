// SPDX-License-Identifier: MIT
// expect: [A011] nuage: FilteredRelation() takes the name of one foreign key of the model, or of its other end
#include <nuage/filtered_relation.hpp>

#include "../models.hpp"

void query() { static_cast<void>(Post::objects.annotate("x"_f = nuage::FilteredRelation("title"_f, "title"_f = "a"))); }
