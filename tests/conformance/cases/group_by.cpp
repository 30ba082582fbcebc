// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;
using conf::Order;

CASE("group_by.count_reverse_fk") {
    return Author::objects.annotate("n"_f = Count("books"_f)).order_by("pk"_f).values_list("pk"_f, "n"_f);
}

CASE("group_by.count_m2m") {
    return Tag::objects.annotate("n"_f = Count("books"_f)).order_by("pk"_f).values_list("label"_f, "n"_f);
}

CASE("group_by.count_two_relations") {
    return Author::objects.annotate("b"_f = Count("books"_f).distinct(), "e"_f = Count("edited_books"_f).distinct())
        .order_by("pk"_f)
        .values_list("pk"_f, "b"_f, "e"_f);
}

CASE("group_by.having_zero") {
    return Author::objects.annotate("n"_f = Count("books"_f)).filter("n"_f = 0).order_by("pk"_f).values_list("pk"_f, "n"_f);
}

CASE("group_by.having_range") {
    return Author::objects.annotate("s"_f = Sum("books__stock"_f))
        .filter("s__range"_f = range(0, 30))
        .order_by("pk"_f)
        .values_list("pk"_f, "s"_f);
}

CASE("group_by.having_or_where") {
    return Author::objects.annotate("n"_f = Count("books"_f))
        .filter("n"_f > 3 || "alive"_f == false)
        .order_by("pk"_f)
        .values_list("pk"_f, "n"_f);
}

CASE("group_by.having_and_where") {
    return Author::objects.annotate("n"_f = Count("books"_f))
        .filter("n__gt"_f = 2, "alive"_f = true)
        .order_by("pk"_f)
        .values_list("pk"_f, "n"_f);
}

CASE("group_by.where_before_annotate") {
    return Author::objects.filter("books__status"_f = Status::live)
        .annotate("n"_f = Count("books"_f))
        .order_by("pk"_f)
        .values_list("pk"_f, "n"_f);
}

CASE("group_by.where_after_annotate_multi") {
    return Author::objects.annotate("n"_f = Count("books"_f))
        .filter("books__status"_f = Status::live)
        .order_by("pk"_f)
        .values_list("pk"_f, "n"_f);
}

CASE("group_by.values_before_null_group") {
    return Book::objects.values("publisher"_f).annotate("n"_f = Count("pk"_f)).order_by("publisher"_f.asc().nulls_first());
}

CASE("group_by.values_before_related") {
    return Book::objects.values("publisher__country"_f)
        .annotate("n"_f = Count("pk"_f))
        .order_by("publisher__country"_f.asc().nulls_last());
}

CASE("group_by.values_after") {
    return Author::objects.annotate("n"_f = Count("books"_f)).values("last_name"_f, "n"_f).order_by("last_name"_f, "n"_f);
}

CASE("group_by.annotate_then_values_group") {
    return Book::objects.annotate("big"_f = Case(When("pages__gte"_f = 300, "big"), otherwise("small")))
        .values("big"_f)
        .annotate("n"_f = Count("pk"_f))
        .order_by("big"_f);
}

CASE("group_by.values_list_group") {
    return Review::objects.order_by("stars"_f).values_list("stars"_f).annotate("n"_f = Count("pk"_f));
}

CASE("group_by.filter_argument") {
    return Publisher::objects
        .annotate("live"_f = Count("books"_f).filter("books__status"_f = Status::live),
                  "rest"_f = Count("books"_f).filter(~("books__status"_f = Status::live)))
        .order_by("pk"_f)
        .values_list("pk"_f, "live"_f, "rest"_f);
}

CASE("group_by.filter_distinct") {
    return Author::objects.annotate("n"_f = Count("books__tags"_f).filter("books__tags__colour"_f = Colour::red).distinct())
        .order_by("pk"_f)
        .values_list("pk"_f, "n"_f);
}

CASE("group_by.no_default_gives_null") {
    return Author::objects.annotate("s"_f = Sum("books__stock"_f))
        .filter("pk__gte"_f = 18)
        .order_by("pk"_f)
        .values_list("pk"_f, "s"_f);
}

CASE("group_by.default_expression") {
    return Author::objects.annotate("s"_f = Sum("books__stock"_f).default_to("pk"_f * 0 - 1))
        .filter("pk__gte"_f = 18)
        .order_by("pk"_f)
        .values_list("pk"_f, "s"_f);
}

CASE("group_by.avg_related") {
    return Book::objects.annotate("a"_f = Avg("reviews__stars"_f))
        .filter("pk__lte"_f = 12)
        .order_by("pk"_f)
        .values_list("pk"_f, "a"_f);
}

CASE("group_by.min_max_related_date") {
    return Author::objects.annotate("lo"_f = Min("books__published"_f), "hi"_f = Max("books__published"_f))
        .filter("pk__lte"_f = 8)
        .order_by("pk"_f)
        .values_list("pk"_f, "lo"_f, "hi"_f);
}

CASE("group_by.deep_join_distinct") {
    return Country::objects.annotate("n"_f = Count("publishers__books__tags"_f).distinct())
        .order_by("pk"_f)
        .values_list("code"_f, "n"_f);
}

CASE("group_by.group_by_fk_instance") {
    return conf::Order::objects.values("customer__name"_f).annotate("n"_f = Count("lines"_f)).order_by("customer__name"_f, "n"_f);
}

CASE("group_by.plain_annotation_then_aggregate") {
    return Book::objects.annotate("v"_f = "price"_f * "stock"_f)
        .values("status"_f)
        .annotate("t"_f = Sum("v"_f))
        .order_by("status"_f);
}

CASE("group_by.annotate_related_f") {
    return Book::objects.filter("pk__lte"_f = 4)
        .annotate("who"_f = "author__last_name"_f, "where"_f = "publisher__country__name"_f)
        .order_by("pk"_f)
        .values_list("pk"_f, "who"_f, "where"_f);
}

CASE("group_by.annotate_overwrite") {
    return Book::objects.filter("pk__lte"_f = 3)
        .annotate("x"_f = "stock"_f)
        .annotate("x"_f = "pages"_f)
        .order_by("pk"_f)
        .values_list("pk"_f, "x"_f);
}

CASE("group_by.self_tree") {
    return Category::objects.annotate("n"_f = Count("children"_f), "nn"_f = Count("children__children"_f))
        .order_by("pk"_f)
        .values_list("slug"_f, "n"_f, "nn"_f);
}

CASE("group_by.group_by_subquery") {
    const auto newest = Review::objects.filter("book"_f = OuterRef("pk"_f)).order_by("-posted"_f).values("stars"_f)[{0, 1}];
    return Book::objects.annotate("s"_f = Subquery(newest))
        .values("s"_f)
        .annotate("n"_f = Count("pk"_f))
        .order_by("s"_f.asc().nulls_first());
}

CASE("group_by.stddev_group") {
    return Book::objects.values("status"_f)
        .annotate("v"_f = StdDev("stock"_f), "w"_f = Variance("stock"_f))
        .order_by("status"_f);
}

CASE("group_by.gadget_parent_fields") {
    return Gadget::objects.values("maker__name"_f)
        .annotate("n"_f = Count("pk"_f), "t"_f = Sum("cost"_f))
        .order_by("maker__name"_f.asc().nulls_first());
}
