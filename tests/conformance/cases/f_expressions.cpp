// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

#include <nuage/functions.hpp>
#include <nuage/list_of.hpp>

using namespace conf;
using namespace nuage;
using conformance::differs_on;

CASE("f_expressions.add") { return Book::objects.filter("stock"_f = "pages"_f - "pages"_f + 5).flat("pk"_f); }

CASE("f_expressions.divide_int") {
    return Sample::objects.filter("pk__in"_f = {5, 6, 9}).order_by("pk"_f).annotate("q"_f = "whole"_f / 2).values_list("pk"_f, "q"_f);
}

CASE("f_expressions.divide_float") {
    return Sample::objects.filter("pk__in"_f = {5, 6, 9}).order_by("pk"_f).annotate("q"_f = "whole"_f / 2.0).values_list("pk"_f, "q"_f);
}

CASE("f_expressions.modulo") {
    return Sample::objects.filter("pk__in"_f = {5, 6, 8, 9}).order_by("pk"_f).annotate("q"_f = "whole"_f % 4).values_list("pk"_f, "q"_f);
}

CASE("f_expressions.null_propagates") {
    return Sample::objects.order_by("pk"_f)
        .annotate("q"_f = "whole"_f + "tiny"_f)
        .values_list("pk"_f, "q"_f)
        .filter("pk__in"_f = {1, 5, 11});
}

CASE("f_expressions.mixed_types_wrapped") {
    return Sample::objects.filter("pk__in"_f = {5, 7}).order_by("pk"_f).annotate("q"_f = "whole"_f + "amount"_f).values_list("pk"_f, "q"_f);
}

CASE("f_expressions.date_plus_timedelta") {
    return Sample::objects.filter("day__isnull"_f = false)
        .order_by("pk"_f)
        .annotate("q"_f = "day"_f + nuage::days)
        .values_list("pk"_f, "q"_f);
}

CASE("f_expressions.datetime_plus_duration_column") {
    return Sample::objects.filter("pk__gte"_f = 3, "pk__lte"_f = 8)
        .order_by("pk"_f)
        .annotate("q"_f = "moment"_f + "span"_f)
        .values_list("pk"_f, "q"_f);
}

CASE("f_expressions.date_minus_date") {
    return Book::objects.filter("published__isnull"_f = false, "publisher__founded__isnull"_f = false, "pk__lte"_f = 12)
        .order_by("pk"_f)
        .annotate("age"_f = "published"_f - "publisher__founded"_f)
        .values_list("pk"_f, "age"_f);
}

CASE("f_expressions.time_minus_time") {
    return Sample::objects.filter("pk__in"_f = {4, 6, 7})
        .order_by("pk"_f)
        .annotate("q"_f = "clock"_f - Time(6, 0))
        .values_list("pk"_f, "q"_f);
}

CASE("f_expressions.value_wrapper") {
    return Tag::objects.filter("pk"_f = 2)
        .annotate("v"_f = "a'b%s", "d"_f = 1.50_dec, "t"_f = date(2020, 2, 29))
        .values_list("v"_f, "d"_f, "t"_f);
}

CASE("f_expressions.related_f_arith") { return OrderLine::objects.filter("unit_price__gt"_f = "book__price"_f + 1).flat("pk"_f); }

CASE("f_expressions.lookup_as_expression") {
    return Book::objects.filter("pk__lte"_f = 8).order_by("pk"_f).annotate("hit"_f = ("stock"_f > 5)).values_list("pk"_f, "hit"_f);
}

CASE("f_expressions.power") {
    return Sample::objects.filter("pk__in"_f = {5, 6, 9})
        .order_by("pk"_f)
        .annotate("q"_f = ExpressionWrapper<std::optional<std::int64_t>>(Power("whole"_f, 2)))
        .values_list("pk"_f, "q"_f);
}

CASE("f_expressions.bit_and") {
    return Sample::objects.filter("pk__in"_f = {9, 10}).order_by("pk"_f).annotate("q"_f = BitAnd("whole"_f, 6)).values_list("pk"_f, "q"_f);
}

CASE("f_expressions.bit_xor") {
    return Sample::objects.filter("pk__in"_f = {9, 10}).order_by("pk"_f).annotate("q"_f = BitXor("whole"_f, 5)).values_list("pk"_f, "q"_f);
}

CASE("f_expressions.bit_shift") {
    return Sample::objects.filter("pk__in"_f = {9, 10})
        .order_by("pk"_f)
        .annotate("l"_f = BitLeftShift("whole"_f, 2), "r"_f = BitRightShift("whole"_f, 1))
        .values_list("l"_f, "r"_f);
}

CASE("f_expressions.string_plus_error_free_concat") {
    return Author::objects.filter("pk__lte"_f = 3).order_by("pk"_f).annotate("n"_f = Concat("first_name"_f, " ", "last_name"_f)).flat("n"_f);
}

CASE("f_expressions.in_with_f") { return Sample::objects.filter("whole__in"_f = list_of("tiny"_f, "pos"_f, 100)).flat("pk"_f); }

CASE("f_expressions.duration_times_int", differs_on("mysql", "[[5, 10800000000], [6, -180000000]]")) {
    return Sample::objects.filter("pk__in"_f = {5, 6}).order_by("pk"_f).annotate("q"_f = "span"_f * 2).values_list("pk"_f, "q"_f);
}
