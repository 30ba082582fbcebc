// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;

CASE("slicing.index") { return Book::objects.order_by("pk"_f)[4]; }

CASE("slicing.negative_index_error") { return Book::objects.order_by("pk"_f)[-1]; }

CASE("slicing.negative_slice_error") { return Book::objects.order_by("pk"_f).first(-2); }

CASE("slicing.slice_of_slice") { return Book::objects.order_by("pk"_f)[{10, 30}][{5, 8}].flat("pk"_f); }

CASE("slicing.count_of_slice") { return Book::objects.order_by("pk"_f)[{50, 100}].count(); }

CASE("slicing.aggregate_of_slice") { return Book::objects.order_by("pk"_f).first(10).aggregate(Sum("stock"_f), Max("pages"_f)); }

CASE("slicing.slice_join") {
    return Book::objects.filter("author__alive"_f = true).order_by("-stock"_f, "pk"_f)[{2, 6}].flat("pk"_f);
}

CASE("slicing.first_of_slice") { return Book::objects.order_by("pk"_f)[{3, 8}].first(); }

CASE("slicing.last_of_slice_error") { return Book::objects.order_by("pk"_f)[{3, 8}].last(); }

CASE("slicing.delete_slice_error") { return Book::objects.all().first(2).erase(); }

CASE("slicing.update_slice_error") { return Book::objects.all().first(2).update("stock"_f = 1); }
