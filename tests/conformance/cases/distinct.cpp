// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;

CASE("distinct.values_two") { return Book::objects.values_list("status"_f, "is_ebook"_f).distinct(); }

CASE("distinct.order_adds_column") {
    return Book::objects.filter("pk__lte"_f = 12).order_by("pk"_f).distinct().flat("status"_f);
}

CASE("distinct.count") { return Book::objects.values("status"_f).distinct().count(); }

CASE("distinct.count_rows") { return Book::objects.filter("tags__colour"_f = Colour::red).distinct().count(); }

CASE("distinct.on_two_fields") {
    return Book::objects.order_by("status"_f, "is_ebook"_f, "-pk"_f).distinct("status"_f, "is_ebook"_f).values_list("status"_f, "is_ebook"_f, "pk"_f);
}

CASE("distinct.case_variants") { return Author::objects.distinct().flat("note"_f); }

CASE("distinct.after_slice_error") { return Book::objects.all()[{0, 5}].distinct(); }

CASE("distinct.slice_after") { return Book::objects.order_by("status"_f).distinct().skip(1).flat("status"_f); }

CASE("distinct.exists") { return Book::objects.filter("tags__colour"_f = Colour::red).distinct().exists(); }

CASE("distinct.aggregate_without_distinct") {
    return Book::objects.filter("tags__colour"_f = Colour::red).aggregate("s"_f = Sum("stock"_f));
}
