// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;

CASE("case_when.simple") {
    return Book::objects.filter("pk__lte"_f = 10)
        .order_by("pk"_f)
        .annotate("k"_f = Case(When("status"_f = Status::live, "L"), When("status"_f = Status::gone, "G"), otherwise("-")))
        .values_list("pk"_f, "k"_f);
}

CASE("case_when.filter_on_case") {
    return Book::objects.annotate("k"_f = Case(When("stock__lt"_f = 0, "neg"), When("stock"_f = 0, "zero"), otherwise("pos")))
        .filter("k"_f = "neg")
        .flat("pk"_f);
}

CASE("case_when.null_condition") {
    return Sample::objects.order_by("pk"_f)
        .annotate("k"_f = Case(When("maybe"_f = true, "t"), When("maybe"_f = false, "f"), otherwise("n")))
        .values_list("pk"_f, "k"_f);
}

CASE("case_when.bool_output") {
    return Book::objects.filter("pk__lte"_f = 6)
        .order_by("pk"_f)
        .annotate("k"_f = Case(When("stock__gt"_f = 0, true), otherwise(false)))
        .values_list("pk"_f, "k"_f);
}

CASE("case_when.decimal_output") {
    return Book::objects.filter("pk__lte"_f = 6)
        .order_by("pk"_f)
        .annotate("k"_f = Case(When("status"_f = Status::live, "price"_f * 0.9_dec), otherwise("price"_f)))
        .values_list("pk"_f, "k"_f);
}

CASE("case_when.date_output") {
    return Sample::objects.filter("pk__lte"_f = 5)
        .order_by("pk"_f)
        .annotate("k"_f = Case(When("whole__gt"_f = 0, "day"_f), otherwise(date(1970, 1, 1))))
        .values_list("pk"_f, "k"_f);
}

CASE("case_when.empty_in_condition") {
    return Tag::objects.filter("pk"_f = 1)
        .annotate("k"_f = Case(When("pk__in"_f = std::vector<int>{}, "never"), otherwise("always")))
        .flat("k"_f);
}

CASE("case_when.exists_condition") {
    return Author::objects.filter("pk__gte"_f = 17)
        .order_by("pk"_f)
        .annotate("k"_f = Case(When(Exists(Book::objects.filter("author"_f = OuterRef("pk"_f))), "author"), otherwise("idle")))
        .values_list("pk"_f, "k"_f);
}

CASE("case_when.when_empty_q_error") { return Tag::objects.annotate("k"_f = Case(When(Q(), 1))).fetch().size(); }
