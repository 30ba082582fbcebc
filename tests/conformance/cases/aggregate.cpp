// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;
using conf::Order;

CASE("aggregate.count_star") { return Book::objects.aggregate("n"_f = Count("*"_f)); }

CASE("aggregate.count_distinct") { return Book::objects.aggregate("n"_f = Count("pages"_f).distinct()); }

CASE("aggregate.count_method") { return Book::objects.filter("status"_f = Status::live).count(); }

CASE("aggregate.count_all") { return Book::objects.count(); }

CASE("aggregate.default_alias") {
    return Book::objects.aggregate(Sum("stock"_f), Avg("pages"_f), Count("publisher__country"_f));
}

CASE("aggregate.sum_float") { return Book::objects.aggregate("v"_f = Sum("weight"_f)); }

CASE("aggregate.sum_duration") { return Book::objects.aggregate("v"_f = Sum("reading_time"_f)); }

CASE("aggregate.avg_int") { return Book::objects.aggregate("v"_f = Avg("pages"_f)); }

CASE("aggregate.avg_distinct") { return Book::objects.aggregate("v"_f = Avg("pages"_f).distinct()); }

CASE("aggregate.sum_distinct") { return Book::objects.aggregate("v"_f = Sum("stock"_f).distinct()); }

CASE("aggregate.min_max_text") { return Tag::objects.aggregate("lo"_f = Min("label"_f), "hi"_f = Max("label"_f)); }

CASE("aggregate.stddev_sample") { return Book::objects.aggregate("v"_f = SampleStdDev("stock"_f)); }

CASE("aggregate.variance") {
    return Book::objects.filter("pages__isnull"_f = false).aggregate("v"_f = Variance("pages"_f));
}

CASE("aggregate.empty_set") {
    return Book::objects.filter("pk__lt"_f = 0).aggregate("s"_f = Sum("stock"_f), "a"_f = Avg("pages"_f), "n"_f = Count("pk"_f),
                                                        "m"_f = Max("title"_f));
}

CASE("aggregate.default") {
    return Book::objects.filter("pk__lt"_f = 0).aggregate("s"_f = Sum("stock"_f).default_to(0), "a"_f = Avg("pages"_f).default_to(1.5));
}

CASE("aggregate.default_date") {
    return Book::objects.filter("pk__lt"_f = 0).aggregate("d"_f = Max("published"_f).default_to(date(2000, 1, 1)));
}

CASE("aggregate.filter_default") {
    // The text of the case is no choice of the field: it is compared as it is written.
    return Book::objects.aggregate("v"_f = Sum("stock"_f).filter("status"_f = Value("nope")).default_to(-1));
}

CASE("aggregate.expression") { return OrderLine::objects.aggregate("v"_f = Sum("quantity"_f * "unit_price"_f)); }

CASE("aggregate.ref_other_aggregate") {
    return Book::objects.aggregate("n"_f = Count("pk"_f), "s"_f = Sum("stock"_f),
                                   "avg"_f = ExpressionWrapper<double>("s"_f * 1.0 / "n"_f));
}

CASE("aggregate.over_join") { return Author::objects.aggregate("n"_f = Count("books"_f), "s"_f = Sum("books__stock"_f)); }

CASE("aggregate.over_two_joins_multiplies") {
    return Book::objects.filter("pk__lte"_f = 10).aggregate("t"_f = Count("tags"_f), "r"_f = Count("reviews"_f));
}

CASE("aggregate.over_two_joins_distinct") {
    return Book::objects.filter("pk__lte"_f = 10)
        .aggregate("t"_f = Count("tags"_f).distinct(), "r"_f = Count("reviews"_f).distinct());
}

CASE("aggregate.over_distinct_values") { return Book::objects.values("status"_f).distinct().aggregate("n"_f = Count("status"_f)); }

CASE("aggregate.count_of_group") { return Book::objects.values("publisher"_f).annotate("n"_f = Count("pk"_f)).count(); }

CASE("aggregate.count_m2m") { return Book::objects.filter("tags__isnull"_f = false).count(); }

CASE("aggregate.case_sum") {
    return Book::objects.aggregate("v"_f = Sum(Case(When("is_ebook"_f = true, "stock"_f), otherwise(0))));
}

CASE("aggregate.count_transform") { return Sample::objects.aggregate("n"_f = Count("day__year"_f).distinct()); }

CASE("aggregate.max_of_transform") { return Sample::objects.aggregate("v"_f = Max("day__week"_f)); }
