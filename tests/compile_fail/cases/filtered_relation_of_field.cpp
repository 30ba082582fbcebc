// SPDX-License-Identifier: MIT
// expect: [A011] nuage: FilteredRelation() takes the name of a relation of the model, such as
//     "books"_f or "books__reviews"_f
#include <nuage/filtered_relation.hpp>

#include "../models.hpp"

void query() { static_cast<void>(Post::objects.annotate("x"_f = nuage::FilteredRelation("title"_f, "title"_f = "a"))); }
