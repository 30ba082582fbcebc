// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

#include <nuage/functions.hpp>

using namespace conf;
using namespace nuage;

namespace {

auto moments() { return Sample::objects.filter("moment__isnull"_f = false).order_by("pk"_f); }

}  // namespace

CASE("func_date.extract_calendar") {
    return moments()
        .annotate("w"_f = ExtractWeek("moment"_f), "iy"_f = ExtractIsoYear("moment"_f), "wd"_f = ExtractWeekDay("moment"_f),
                  "iwd"_f = ExtractIsoWeekDay("moment"_f), "q"_f = ExtractQuarter("moment"_f))
        .values_list("w"_f, "iy"_f, "wd"_f, "iwd"_f, "q"_f);
}

CASE("func_date.extract_generic") { return moments().annotate("v"_f = Extract<"quarter">("moment"_f)).values_list("pk"_f, "v"_f); }

CASE("func_date.trunc_year") { return moments().annotate("v"_f = TruncYear("moment"_f)).values_list("pk"_f, "v"_f); }

CASE("func_date.trunc_week") { return moments().annotate("v"_f = TruncWeek("moment"_f)).values_list("pk"_f, "v"_f); }

CASE("func_date.trunc_day") { return moments().annotate("v"_f = TruncDay("moment"_f)).values_list("pk"_f, "v"_f); }

CASE("func_date.trunc_on_date") {
    return Sample::objects.filter("day__isnull"_f = false)
        .order_by("pk"_f)
        .annotate("y"_f = TruncYear("day"_f), "q"_f = TruncQuarter("day"_f), "m"_f = TruncMonth("day"_f), "w"_f = TruncWeek("day"_f))
        .values_list("y"_f, "q"_f, "m"_f, "w"_f);
}

CASE("func_date.trunc_output_date") { return moments().annotate("v"_f = TruncMonth<Date>("moment"_f)).values_list("pk"_f, "v"_f); }

CASE("func_date.trunc_null") {
    return Sample::objects.filter("pk"_f = 1)
        .annotate("v"_f = TruncDay("moment"_f), "w"_f = ExtractYear("moment"_f))
        .values_list("v"_f, "w"_f);
}

CASE("func_date.now_is_after_data") { return Order::objects.filter("placed_at"_f < Now()).count(); }

CASE("func_date.now_minus_delta") { return Order::objects.filter("placed_at"_f > Now() - nuage::days).count(); }

CASE("func_date.extract_f_compare") {
    return Book::objects.annotate("y"_f = ExtractYear("published"_f))
        .filter("y__lt"_f = ExtractYear("created_at"_f), "pk__lte"_f = 20)
        .flat("pk"_f);
}
