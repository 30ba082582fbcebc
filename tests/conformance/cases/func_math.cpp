// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

#include <nuage/functions.hpp>

using namespace conf;
using namespace nuage;
using conformance::differs_on;

CASE("func_math.round") {
    return Sample::objects.filter("pk__in"_f = {4, 5, 7, 8, 12}).order_by("pk"_f).annotate("v"_f = Round("real"_f)).values_list("pk"_f, "v"_f);
}

CASE("func_math.round_negative_precision", differs_on("sqlite", "[[1, 400], [2, 200], [3, 0], [4, 300], [5, 100]]", 1)) {
    return Book::objects.filter("pages__isnull"_f = false, "pk__lte"_f = 5).order_by("pk"_f).annotate("v"_f = Round("pages"_f, -2)).values_list("pk"_f, "v"_f);
}

CASE("func_math.degrees_radians_pi", differs_on("mysql", "[[28.647889757, 0.261799388, 3.141592654]]")) {
    return Sample::objects.filter("pk"_f = 10)
        .annotate("d"_f = Degrees("real"_f), "r"_f = Radians("whole"_f), "p"_f = Pi())
        .values_list("d"_f, "r"_f, "p"_f);
}

CASE("func_math.round_precision") {
    return OrderLine::objects.filter("pk__lte"_f = 5)
        .order_by("pk"_f)
        .annotate("v"_f = Round(ExpressionWrapper<double>("unit_price"_f * "discount"_f), 2))
        .values_list("pk"_f, "v"_f);
}

CASE("func_math.mod") {
    return Book::objects.filter("pk__lte"_f = 6).order_by("pk"_f).annotate("v"_f = Mod("pk"_f, 4)).values_list("pk"_f, "v"_f);
}

CASE("func_math.mod_negative") { return Sample::objects.filter("pk"_f = 6).annotate("v"_f = Mod("whole"_f, 4)).flat("v"_f); }

CASE("func_math.sqrt") {
    return Sample::objects.filter("pk"_f = 9).annotate("v"_f = Sqrt("real"_f), "w"_f = Sqrt("whole"_f)).values_list("v"_f, "w"_f);
}

CASE("func_math.exp_ln") {
    return Sample::objects.filter("pk__in"_f = {5, 9})
        .order_by("pk"_f)
        .annotate("v"_f = Exp("real"_f), "w"_f = Ln("real"_f))
        .values_list("v"_f, "w"_f);
}

CASE("func_math.sign") {
    return Sample::objects.order_by("pk"_f).annotate("v"_f = Sign("whole"_f), "w"_f = Sign("real"_f)).values_list("pk"_f, "v"_f, "w"_f);
}

CASE("func_math.null_argument") {
    return Sample::objects.filter("pk"_f = 1)
        .annotate("a"_f = Abs("real"_f), "f"_f = Floor("real"_f), "s"_f = Sqrt("real"_f))
        .values_list("a"_f, "f"_f, "s"_f);
}

CASE("func_math.sqrt_of_negative") { return Sample::objects.filter("pk"_f = 8).annotate("v"_f = Sqrt("real"_f)).flat("v"_f); }
