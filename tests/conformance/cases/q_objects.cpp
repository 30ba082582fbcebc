// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;

CASE("q_objects.xor_null") { return Sample::objects.filter(Q("whole__gt"_f = 0) ^ Q("real__gt"_f = 0)).flat("pk"_f); }

CASE("q_objects.not") { return Sample::objects.filter(~Q("whole"_f = 7)).flat("pk"_f); }

CASE("q_objects.not_not") { return Sample::objects.filter(~~Q("whole"_f = 7)).flat("pk"_f); }

CASE("q_objects.not_or") { return Sample::objects.filter(~(Q("whole"_f = 7) | Q("real"_f = 0.5))).flat("pk"_f); }

CASE("q_objects.not_in_or") { return Sample::objects.filter(~Q("whole"_f = 7) | Q("real"_f = 2.5)).flat("pk"_f); }

CASE("q_objects.nested") {
    return Book::objects
        .filter((Q("status"_f = Status::live) & ~Q("stock"_f = 0)) | (Q("status"_f = Status::gone) & Q("stock__lt"_f = 0)))
        .flat("pk"_f);
}

CASE("q_objects.empty_q") { return Tag::objects.filter(Q()).flat("pk"_f); }

CASE("q_objects.negated_empty_q") { return Tag::objects.filter(~Q()).flat("pk"_f); }

CASE("q_objects.q_or_empty") { return Tag::objects.filter(Q() | Q("colour"_f = Colour::green)).flat("pk"_f); }

CASE("q_objects.exclude_two_kwargs") { return Sample::objects.exclude("whole"_f = 7, "real"_f = 2.5).flat("pk"_f); }

CASE("q_objects.exclude_chain") { return Sample::objects.exclude("whole"_f = 7).exclude("real"_f = 2.5).flat("pk"_f); }

CASE("q_objects.exclude_q_or") { return Sample::objects.exclude(Q("whole__gt"_f = 7) | Q("maybe"_f = true)).flat("pk"_f); }

CASE("q_objects.exclude_isnull") { return Sample::objects.exclude("whole__isnull"_f = true).flat("pk"_f); }

CASE("q_objects.not_empty_in_and") {
    return Tag::objects.filter(~Q("pk__in"_f = std::vector<int>{}), "colour"_f = Colour::red).flat("pk"_f);
}

CASE("q_objects.q_connector_add") {
    // The connector is chosen at run time, as Q's is by an argument.
    Condition<Tag> either;
    either |= "colour"_f = Colour::red;
    either |= "label"_f = "sale";
    return Tag::objects.filter(either).flat("pk"_f);
}

CASE("q_objects.q_with_exists") {
    return Author::objects.filter(Q("alive"_f = true) & ~Q(Exists(Book::objects.filter("author"_f = OuterRef("pk"_f))))).flat("pk"_f);
}

CASE("q_objects.q_with_expression") {
    return Sample::objects.filter(Q("whole"_f = 7) | Q(Exists(Tag::objects.filter("pk"_f = OuterRef("pk"_f), "colour"_f = Colour::red))))
        .flat("pk"_f);
}

CASE("q_objects.negate_nullable_related") {
    return Book::objects.filter(~Q("editor__rating"_f = 4.5), "pk__lte"_f = 25).flat("pk"_f);
}

CASE("q_objects.and_or_join_demotes") {
    return Book::objects.filter(Q("publisher__name__startswith"_f = "K") | Q("publisher__name__startswith"_f = "L")).flat("pk"_f);
}

CASE("q_objects.exclude_nullable_fk_value") { return Book::objects.exclude("publisher__active"_f = true).flat("pk"_f); }
