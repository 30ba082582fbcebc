// SPDX-License-Identifier: MIT
#include <nuage/filtered_relation.hpp>

#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;

CASE("filtered_relation.count") {
    return Author::objects.annotate("gone"_f = FilteredRelation("books"_f, "books__status"_f = Status::gone), "n"_f = Count("gone"_f))
        .order_by("pk"_f)
        .values_list("pk"_f, "n"_f);
}

CASE("filtered_relation.or_condition") {
    return Author::objects.annotate("x"_f = FilteredRelation("books"_f, Q("books__stock"_f = 100) | Q("books__stock"_f = -3)))
        .filter("x__isnull"_f = false)
        .distinct()
        .flat("pk"_f);
}

CASE("filtered_relation.negated_condition") {
    return Author::objects.annotate("x"_f = FilteredRelation("books"_f, ~Q("books__status"_f = Status::live)))
        .filter("pk__lte"_f = 3)
        .order_by("pk"_f, "x__pk"_f)
        .values_list("pk"_f, "x__pk"_f);
}

CASE("filtered_relation.forward_fk") {
    return Book::objects.annotate("p"_f = FilteredRelation("publisher"_f, "publisher__active"_f = true))
        .filter("pk__lte"_f = 6)
        .order_by("pk"_f)
        .values_list("pk"_f, "p__name"_f);
}

CASE("filtered_relation.f_condition") {
    return Author::objects.annotate("x"_f = FilteredRelation("books"_f, "books__editor"_f = "pk"_f)).filter("x__isnull"_f = false).flat("pk"_f);
}
