// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

#include <nuage/windows.hpp>

using namespace conf;
using namespace nuage;
using conformance::differs_on;

namespace {

auto first_books(int last) { return Book::objects.filter("pk__lte"_f = last).order_by("pk"_f); }

}  // namespace

CASE("window.cume_dist") {
    return first_books(10).annotate("r"_f = Window(CumeDist()).order_by("stock"_f)).values_list("pk"_f, "r"_f);
}

CASE("window.lag_default") {
    return first_books(8).annotate("p"_f = Window(Lag("stock"_f, 2, -99)).order_by("pk"_f)).values_list("pk"_f, "p"_f);
}

CASE("window.lead_partition") {
    return first_books(12).annotate("p"_f = Window(Lead("pk"_f)).partition_by("status"_f).order_by("pk"_f)).values_list("pk"_f, "p"_f);
}

CASE("window.first_value") {
    return first_books(12)
        .annotate("p"_f = Window(FirstValue("title"_f)).partition_by("is_ebook"_f).order_by("-pk"_f))
        .values_list("pk"_f, "p"_f);
}

CASE("window.last_value_default_frame") {
    return first_books(8).annotate("p"_f = Window(LastValue("pk"_f)).order_by("pk"_f)).values_list("pk"_f, "p"_f);
}

CASE("window.nth_value") {
    return first_books(8).annotate("p"_f = Window(NthValue("pk"_f, 3)).order_by("pk"_f)).values_list("pk"_f, "p"_f);
}

CASE("window.running_sum_rows") {
    return first_books(10).annotate("s"_f = Window(Sum("stock"_f)).order_by("pk"_f).rows(-1, 1)).values_list("pk"_f, "s"_f);
}

CASE("window.rows_following") {
    return first_books(10).annotate("s"_f = Window(Sum("stock"_f)).order_by("pk"_f).rows(1, {})).values_list("pk"_f, "s"_f);
}

CASE("window.range_current") {
    return first_books(10).annotate("s"_f = Window(Sum("pages"_f)).order_by("stock"_f).range({}, 0)).values_list("pk"_f, "s"_f);
}

CASE("window.range_offset",
     differs_on("postgresql", "[[1, 508], [2, 652], [3, 240], [4, 438], [5, 438], [6, 777], [7, 240], [8, 508], [9, 652], [10, 240]]", 1)) {
    return first_books(10).annotate("s"_f = Window(Sum("pages"_f)).order_by("stock"_f).range(-1, 1)).order_by("pk"_f).values_list("pk"_f, "s"_f);
}

CASE("window.frame_exclude_current") {
    return first_books(6)
        .annotate("s"_f = Window(Sum("stock"_f)).order_by("pk"_f).rows({}, {}, Exclude::current_row))
        .values_list("pk"_f, "s"_f);
}

CASE("window.avg_partition") {
    return first_books(12).annotate("a"_f = Window(Avg("stock"_f)).partition_by("status"_f)).values_list("pk"_f, "a"_f);
}

CASE("window.two_partitions") {
    return first_books(12).annotate("a"_f = Window(Count("pk"_f)).partition_by("status"_f, "is_ebook"_f)).values_list("pk"_f, "a"_f);
}

CASE("window.partition_related") {
    return first_books(12).annotate("a"_f = Window(Max("stock"_f)).partition_by("author__country"_f)).values_list("pk"_f, "a"_f);
}

CASE("window.filter_on_window_ored") {
    return Book::objects.annotate("n"_f = Window(RowNumber()).order_by("pk"_f))
        .filter(Q("n"_f = 1) | Q("stock"_f = 5))
        .order_by("pk"_f)
        .values_list("pk"_f);
}

CASE("window.window_over_aggregate") {
    return Book::objects.values("status"_f)
        .annotate("s"_f = Sum("stock"_f))
        .annotate("r"_f = Window(Rank()).order_by("-s"_f))
        .order_by("status"_f)
        .values_list("status"_f, "s"_f, "r"_f);
}

CASE("window.window_arith") {
    return first_books(6)
        .annotate("d"_f = "stock"_f - Window(Lag("stock"_f, 1, 0)).order_by("pk"_f))
        .values_list("pk"_f, "d"_f);
}

CASE("window.top_per_group_slice") {
    return Book::objects.annotate("n"_f = Window(RowNumber()).partition_by("publisher"_f).order_by("-stock"_f, "pk"_f))
        .filter("n"_f = 1, "publisher__isnull"_f = false)
        .order_by("publisher_id"_f)
        .values_list("publisher_id"_f, "pk"_f);
}
