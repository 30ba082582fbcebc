// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::list;

CASE("single_object.get_by_unique") { return Book::objects.get("isbn"_f = "9780000003021"); }

CASE("single_object.first_meta") { return Publisher::objects.first(); }

CASE("single_object.first_empty") { return Book::objects.filter("pk"_f = -1).first(); }

CASE("single_object.last_ordered") { return Book::objects.order_by("-stock"_f, "pk"_f).last(); }

CASE("single_object.last_meta") { return Publisher::objects.last(); }

CASE("single_object.first_values") { return Tag::objects.order_by("label"_f).values("label"_f).first(); }

CASE("single_object.latest_field") {
    return Book::objects.filter("published__isnull"_f = false).latest("published"_f, "pk"_f);
}

CASE("single_object.earliest_meta_list") { return Order::objects.earliest(); }

CASE("single_object.latest_meta_list") { return Order::objects.latest(); }

CASE("single_object.latest_desc") { return Order::objects.latest("-number"_f); }

CASE("single_object.latest_empty") { return Review::objects.filter("pk"_f = -1).latest(); }

CASE("single_object.latest_no_field_error") { return Tag::objects.latest(); }

CASE("single_object.exists_false") { return Book::objects.filter("status"_f = nuage::Value("lost")).exists(); }

CASE("single_object.contains_true") { return Tag::objects.filter("colour"_f = Colour::red).contains(Tag{.id = 1}); }

CASE("single_object.none_list") { return Book::objects.none(); }

CASE("single_object.none_filter") { return Book::objects.none().filter("pk"_f = 1); }

CASE("single_object.none_count") { return Book::objects.none().count(); }

CASE("single_object.none_values") { return Book::objects.none().values_list("pk"_f); }

CASE("single_object.get_choice_display") {
    return list(nuage::label(Tag::objects.get("pk"_f = 1).colour), nuage::label(Book::objects.get("pk"_f = 5).status),
                nuage::label(Customer::objects.get("pk"_f = 2).tier));
}

CASE("single_object.first_unordered_aggregate_error") {
    return Book::objects.values("status"_f).annotate("n"_f = nuage::Count("pk"_f)).first();
}
