// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;
using conf::Order;

CASE("subquery.not_exists_filter") {
    return Author::objects.filter(~Exists(Book::objects.filter("author"_f = OuterRef("pk"_f)))).flat("pk"_f);
}

CASE("subquery.exists_annotation") {
    return Author::objects.filter("pk__gte"_f = 15)
        .order_by("pk"_f)
        .annotate("has"_f = Exists(Review::objects.filter("reviewer"_f = OuterRef("pk"_f), "stars"_f = 5)))
        .values_list("pk"_f, "has"_f);
}

CASE("subquery.exists_and_q") {
    return Author::objects.filter(Exists(Book::objects.filter("author"_f = OuterRef("pk"_f), "stock"_f = 5)) & Q("alive"_f = true))
        .flat("pk"_f);
}

CASE("subquery.exists_sliced") {
    return Author::objects.filter(Exists(Book::objects.filter("author"_f = OuterRef("pk"_f)).order_by("pk"_f)[{0, 1}])).flat("pk"_f);
}

CASE("subquery.exists_join_inside") {
    return Tag::objects.filter(Exists(Book::objects.filter("tags"_f = OuterRef("pk"_f), "publisher__country"_f = "JP"))).flat("pk"_f);
}

CASE("subquery.outerref_field") {
    return Book::objects
        .filter(Exists(Book::objects.filter("stock__gt"_f = OuterRef("stock"_f), "author"_f = OuterRef("author"_f),
                                            "status"_f = OuterRef("status"_f))))
        .flat("pk"_f);
}

CASE("subquery.outerref_related") {
    return Book::objects
        .filter(Exists(Publisher::objects.filter("country"_f = OuterRef("author__country"_f), "active"_f = true)))
        .flat("pk"_f);
}

CASE("subquery.outerref_nested") {
    const auto here = Author::objects.filter("country"_f = OuterRef(OuterRef("country"_f))).values("pk"_f);
    return Publisher::objects.filter(Exists(Book::objects.filter("publisher"_f = OuterRef("pk"_f), "author__in"_f = here))).flat("pk"_f);
}

CASE("subquery.outerref_outside_error") { return Book::objects.filter("author"_f = OuterRef("pk"_f)); }

CASE("subquery.aggregate_in_subquery") {
    const auto total = Book::objects.filter("author"_f = OuterRef("pk"_f))
                           .order_by()
                           .values("author"_f)
                           .annotate("s"_f = Sum("stock"_f))
                           .values("s"_f);
    return Author::objects.order_by("pk"_f).annotate("t"_f = Subquery(total)).values_list("pk"_f, "t"_f);
}

CASE("subquery.subquery_filter_gt") {
    const auto stock = Book::objects.filter("isbn"_f = "9780000003021").values("stock"_f)[{0, 1}];
    return Book::objects.filter("stock__gt"_f = Subquery(stock)).flat("pk"_f);
}

CASE("subquery.filter_annotated_exists_false") {
    return Author::objects.annotate("h"_f = Exists(Book::objects.filter("author"_f = OuterRef("pk"_f))))
        .filter("h"_f = false)
        .flat("pk"_f);
}

CASE("subquery.in_annotated_group") {
    const auto with_three = Book::objects.values("author"_f).annotate("n"_f = Count("pk"_f)).filter("n"_f = 3).values("author"_f);
    return Author::objects.filter("pk__in"_f = with_three).flat("pk"_f);
}

CASE("subquery.count_with_exists") {
    return Author::objects.filter(Exists(Book::objects.filter("author"_f = OuterRef("pk"_f)))).count();
}
