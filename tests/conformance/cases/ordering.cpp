// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>
#include <nuage/functions.hpp>

using namespace conf;
using namespace nuage;

CASE("ordering.asc_desc") { return Book::objects.filter("pk__lte"_f = 15).order_by("-stock"_f, "pk"_f).flat("pk"_f); }

CASE("ordering.by_f") {
    return Book::objects.filter("pk__lte"_f = 15).order_by(F("stock"_f).asc(), F("pk"_f).desc()).flat("pk"_f);
}

CASE("ordering.nulls_last") {
    return Book::objects.filter("pk__lte"_f = 24).order_by(F("pages"_f).asc().nulls_last(), "pk"_f).flat("pk"_f);
}

CASE("ordering.desc_nulls_last") {
    return Book::objects.filter("pk__lte"_f = 24).order_by(F("pages"_f).desc().nulls_last(), "pk"_f).flat("pk"_f);
}

CASE("ordering.nulls_default_desc") { return Book::objects.filter("pk__lte"_f = 24).order_by("-pages"_f, "pk"_f).flat("pk"_f); }

CASE("ordering.meta_simple") { return Publisher::objects.all().flat("pk"_f); }

CASE("ordering.meta_reserved_word") { return Category::objects.all().flat("pk"_f); }

CASE("ordering.meta_child") { return Gadget::objects.filter("voltage__isnull"_f = false).flat("pk"_f); }

CASE("ordering.replace") { return Publisher::objects.order_by("-name"_f).flat("pk"_f); }

CASE("ordering.chained_replaces") {
    return Book::objects.filter("pk__lte"_f = 8).order_by("title"_f).order_by("-pk"_f).flat("pk"_f);
}

CASE("ordering.related_uses_meta") {
    return Book::objects.filter("pk__lte"_f = 20, "publisher__isnull"_f = false).order_by("publisher"_f, "pk"_f).flat("pk"_f);
}

CASE("ordering.related_attname") {
    return Book::objects.filter("pk__lte"_f = 20, "publisher__isnull"_f = false).order_by("publisher_id"_f, "pk"_f).flat("pk"_f);
}

CASE("ordering.related_pk") {
    return Book::objects.filter("pk__lte"_f = 20, "publisher__isnull"_f = false).order_by("publisher__pk"_f, "pk"_f).flat("pk"_f);
}

CASE("ordering.multi_valued_duplicates") {
    return Author::objects.filter("pk__lte"_f = 3).order_by("books__isbn"_f, "pk"_f).flat("pk"_f);
}

CASE("ordering.expression_lower") { return Customer::objects.order_by(Lower("name"_f), "pk"_f).flat("pk"_f); }

// order_by("colour"_f) would not compile.
CASE("ordering.unknown_field_error") { return Book::objects.order_by(dynamic("colour")).flat("pk"_f); }

CASE("ordering.reverse") { return Publisher::objects.reverse().flat("pk"_f); }

CASE("ordering.reverse_after_slice_error") { return Book::objects.order_by("pk"_f).first(3).reverse(); }

CASE("ordering.order_after_slice_error") { return Book::objects.order_by("pk"_f).first(3).order_by("title"_f); }

CASE("ordering.text_collation") { return Customer::objects.order_by("name"_f, "pk"_f).flat("name"_f); }

CASE("ordering.bool") { return Book::objects.filter("pk__lte"_f = 12).order_by("is_ebook"_f, "-pk"_f).flat("pk"_f); }

CASE("ordering.decimal") {
    return Book::objects.filter("price__isnull"_f = false, "pk__lte"_f = 16).order_by("-price"_f, "pk"_f).flat("pk"_f);
}

CASE("ordering.exists_annotation") {
    return Author::objects.order_by(Exists(Book::objects.filter("author"_f = OuterRef("pk"_f))).desc(), "pk"_f).flat("pk"_f);
}
