// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;
using conf::Order;

CASE("complex.bestsellers") {
    return Book::objects
        .annotate("sold"_f = Sum("lines__quantity"_f).default_to(0), "income"_f = Sum("lines__quantity"_f * "lines__unit_price"_f))
        .filter("sold__gte"_f = 8)
        .order_by("-sold"_f, "pk"_f)
        .values_list("pk"_f, "sold"_f, "income"_f);
}

CASE("complex.customer_spend") {
    return Customer::objects
        .annotate("spend"_f = Sum("orders__lines__quantity"_f * "orders__lines__unit_price"_f).filter("orders__paid"_f = true))
        .order_by("spend"_f.desc().nulls_last(), "pk"_f)
        .values_list("pk"_f, "spend"_f);
}

CASE("complex.latest_order_per_customer") {
    const auto latest = Order::objects.filter("customer"_f = OuterRef("pk"_f)).order_by("-placed_at"_f, "number"_f);
    return Customer::objects.annotate("last"_f = Subquery(latest.values("number"_f)[{0, 1}])).order_by("pk"_f).values_list("pk"_f, "last"_f);
}

CASE("complex.category_rollup") {
    return Category::objects.filter("parent"_f = nullptr)
        .annotate("direct"_f = Count("books"_f).distinct(), "below"_f = Count("children__books"_f).distinct())
        .values_list("slug"_f, "direct"_f, "below"_f);
}

CASE("complex.review_histogram") {
    return Review::objects.order_by()
        .values("stars"_f)
        .annotate("n"_f = Count("pk"_f), "helped"_f = Count("pk"_f).filter("helpful"_f = true))
        .order_by("-stars"_f);
}

CASE("complex.friends_of_friends") {
    return Author::objects.filter("friends__friends"_f = 1).exclude("pk"_f = 1).distinct().flat("pk"_f);
}

CASE("complex.followers_not_followed_back") { return Author::objects.filter("follows"_f = 1).exclude("followers"_f = 1).flat("pk"_f); }

CASE("complex.orders_with_only_cheap_lines") {
    return Order::objects.filter("lines__isnull"_f = false).exclude("lines__unit_price__gte"_f = 24).distinct().order_by("pk"_f).flat("pk"_f);
}
