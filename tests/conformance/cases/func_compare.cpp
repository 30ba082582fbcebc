// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

#include <nuage/json_functions.hpp>

using namespace conf;
using namespace nuage;

CASE("func_compare.coalesce_value") {
    return Book::objects.filter("pk__lte"_f = 12).order_by("pk"_f).annotate("v"_f = Coalesce("pages"_f, 0)).values_list("pk"_f, "v"_f);
}

CASE("func_compare.coalesce_three") {
    return Sample::objects.order_by("pk"_f).annotate("v"_f = Coalesce("whole"_f, "tiny"_f, -1)).values_list("pk"_f, "v"_f);
}

CASE("func_compare.coalesce_decimal") {
    return Sample::objects.filter("pk__in"_f = {1, 5}).order_by("pk"_f).annotate("v"_f = Coalesce("amount"_f, 1.5_dec)).flat("v"_f);
}

CASE("func_compare.least") {
    return Sample::objects.filter("pk__in"_f = {4, 5, 7, 8})
        .order_by("pk"_f)
        .annotate("v"_f = Least("whole"_f, "tiny"_f))
        .values_list("pk"_f, "v"_f);
}

CASE("func_compare.least_null") {
    return Sample::objects.filter("pk__in"_f = {1, 11}).order_by("pk"_f).annotate("v"_f = Least("whole"_f, "tiny"_f)).values_list("pk"_f, "v"_f);
}

CASE("func_compare.greatest_coalesced") {
    return Sample::objects.filter("pk__in"_f = {1, 5})
        .order_by("pk"_f)
        .annotate("v"_f = Greatest(Coalesce("whole"_f, 0), Coalesce("pos"_f, 3)))
        .values_list("pk"_f, "v"_f);
}

CASE("func_compare.greatest_dates") {
    return Book::objects.filter("pk__lte"_f = 6)
        .order_by("pk"_f)
        .annotate("v"_f = Greatest("published"_f, date(2020, 1, 1)))
        .values_list("pk"_f, "v"_f);
}

CASE("func_compare.nullif") {
    return Book::objects.filter("pk__lte"_f = 8).order_by("pk"_f).annotate("v"_f = NullIf("stock"_f, 5)).values_list("pk"_f, "v"_f);
}

CASE("func_compare.nullif_columns") {
    return Sample::objects.filter("pk__lte"_f = 6).order_by("pk"_f).annotate("v"_f = NullIf("maybe"_f, "flag"_f)).values_list("pk"_f, "v"_f);
}

CASE("func_compare.cast_text_to_int") {
    return Order::objects.filter("pk__lte"_f = 3).order_by("pk"_f).annotate("v"_f = Cast<int>(Substr("number"_f, 2))).flat("v"_f);
}

CASE("func_compare.cast_float_to_int") {
    return Sample::objects.filter("pk__in"_f = {4, 9}).order_by("pk"_f).annotate("v"_f = Cast<int>("real"_f)).flat("v"_f);
}

CASE("func_compare.cast_datetime_to_date") {
    return Order::objects.filter("pk__lte"_f = 3).order_by("pk"_f).annotate("v"_f = Cast<Date>("placed_at"_f)).flat("v"_f);
}

CASE("func_compare.filter_cast") {
    return Order::objects.annotate("n"_f = Cast<int>(Substr("number"_f, 2))).filter("n__gt"_f = 1080).order_by("pk"_f).flat("pk"_f);
}

CASE("func_compare.json_object", conformance::fewer_queries_on("sqlite", 1)) {
    return Tag::objects.filter("pk__lte"_f = 3)
        .order_by("pk"_f)
        .annotate("v"_f = JSONObject("name"_f = "label"_f, "n"_f = "pk"_f + 1, "upper"_f = Upper("colour"_f)))
        .flat("v"_f);
}

CASE("func_compare.json_array") {
    return Tag::objects.filter("pk__lte"_f = 2).order_by("pk"_f).annotate("v"_f = JSONArray("label"_f, 1, "pk"_f)).flat("v"_f);
}

CASE("func_compare.filter_coalesce") {
    return Book::objects.annotate("p"_f = Coalesce("pages"_f, 0)).filter("p"_f = 0).flat("pk"_f);
}
