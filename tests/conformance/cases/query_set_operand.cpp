// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;

CASE("relations.to_field_in_queryset") {
    return Publisher::objects.filter("country__in"_f = Country::objects.filter("population__lt"_f = 10'000'000)).flat("pk"_f);
}

CASE("relations.in_subquery_values") {
    return Book::objects.filter("pages__in"_f = Book::objects.filter("status"_f = Status::gone).values("pages"_f)).flat("pk"_f);
}

CASE("relations.in_none_queryset") { return Book::objects.filter("author__in"_f = Author::objects.none()).flat("pk"_f); }

CASE("relations.exact_queryset_sliced") {
    return Book::objects.filter("author"_f = Author::objects.order_by("pk"_f).values("pk"_f)[{0, 1}]).flat("pk"_f);
}

CASE("q_objects.q_with_exists") {
    return Author::objects.filter(Q("alive"_f = true) & ~Q(Exists(Book::objects.filter("author"_f = OuterRef("pk"_f))))).flat("pk"_f);
}

CASE("q_objects.q_with_expression") {
    return Sample::objects.filter(Q("whole"_f = 7) | Q(Exists(Tag::objects.filter("pk"_f = OuterRef("pk"_f), "colour"_f = Colour::red))))
        .flat("pk"_f);
}

CASE("ordering.exists_annotation") {
    return Author::objects.order_by(Exists(Book::objects.filter("author"_f = OuterRef("pk"_f))).desc(), "pk"_f).flat("pk"_f);
}

CASE("slicing.aggregate_of_slice") { return Book::objects.order_by("pk"_f).first(10).aggregate(Sum("stock"_f), Max("pages"_f)); }

CASE("misc.alias_unsigned_product") {
    return Book::objects.alias("v"_f = "stock"_f * "pages"_f).filter("v__gt"_f = 10000).order_by("-v"_f, "pk"_f).flat("pk"_f);
}

CASE("values.annotation_excluded") {
    return Author::objects.annotate("n"_f = Count("books"_f)).filter("n__gt"_f = 3).order_by("pk"_f).values("pk"_f);
}

CASE("distinct.aggregate_without_distinct") {
    return Book::objects.filter("tags__colour"_f = Colour::red).aggregate("s"_f = Sum("stock"_f));
}
