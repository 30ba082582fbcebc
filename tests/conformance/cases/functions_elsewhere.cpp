// SPDX-License-Identifier: MIT
// Cases of other areas that need functions of the database.
#include <conformance/case.hpp>
#include <conformance/models.hpp>
#include <nuage/functions.hpp>
#include <nuage/windows.hpp>

using namespace conf;
using namespace nuage;
using conf::Order;

CASE("values.expression") {
    return Book::objects.filter("pk__lte"_f = 3).order_by("pk"_f).values("pk"_f, "t"_f = Upper("title"_f), "double"_f = "stock"_f * 2);
}

CASE("ordering.coalesce") {
    return Book::objects.filter("pk__lte"_f = 20).order_by(Coalesce("pages"_f, "stock"_f), "pk"_f).flat("pk"_f);
}

CASE("misc.extra_where") { return Tag::objects.filter(RawSQL<bool, "colour = %s">("g")).flat("pk"_f); }

CASE("complex.share_of_total") {
    return Book::objects.filter("status"_f = Status::gone, "stock__gt"_f = 0)
        .annotate("total"_f = Window(Sum("stock"_f)))
        .annotate("part"_f = ExpressionWrapper<double>("stock"_f * 1.0 / "total"_f))
        .order_by("pk"_f)
        .values_list("pk"_f, "part"_f);
}

CASE("complex.month_over_month") {
    return Order::objects.order_by()
        .annotate("y"_f = TruncYear("placed_at"_f))
        .values("y"_f)
        .annotate("n"_f = Count("pk"_f))
        .annotate("before"_f = Window(Lag("n"_f)).order_by("y"_f))
        .order_by("y"_f)
        .values_list("y"_f, "n"_f, "before"_f);
}

CASE("complex.date_window_rank") {
    return Review::objects.filter("book__in"_f = {1, 8})
        .annotate("r"_f = Window(RowNumber()).partition_by("book"_f).order_by("-posted"_f, "pk"_f))
        .order_by("book_id"_f, "r"_f)
        .values_list("book_id"_f, "r"_f, "pk"_f);
}
