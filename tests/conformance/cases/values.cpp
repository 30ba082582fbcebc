// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;

CASE("values.all_fields") { return Category::objects.order_by("pk"_f).values().first(3); }

CASE("values.flat") { return Tag::objects.order_by("-label"_f).first(4).flat("label"_f); }

CASE("values.named") { return Tag::objects.order_by("pk"_f).values("pk"_f, "label"_f).first(2); }

CASE("values.related") {
    return Book::objects.filter("pk__lte"_f = 3).order_by("pk"_f).values("author__last_name"_f, "publisher__country__name"_f);
}

CASE("values.reverse_fk") {
    return Author::objects.filter("pk__in"_f = {1, 22}).order_by("pk"_f, "books__pk"_f).values_list("pk"_f, "books__isbn"_f);
}

CASE("values.m2m") {
    return Book::objects.filter("pk__lte"_f = 3).order_by("pk"_f, "tags__label"_f).values_list("pk"_f, "tags__label"_f);
}

CASE("values.annotation_excluded") {
    return Author::objects.annotate("n"_f = Count("books"_f)).filter("n__gt"_f = 3).order_by("pk"_f).values("pk"_f);
}

CASE("values.alias_not_selected") {
    return Author::objects.alias("n"_f = Count("books"_f)).filter("n__gt"_f = 3).order_by("pk"_f).values();
}

CASE("values.all_types_row") { return Sample::objects.filter("pk"_f = 3).values(); }

CASE("values.all_types_nulls") { return Sample::objects.filter("pk"_f = 1).values(); }

CASE("values.all_types_min") { return Sample::objects.filter("pk"_f = 2).values(); }

CASE("values.uuids") { return Sample::objects.order_by("pk"_f).flat("uid"_f); }

CASE("values.values_twice") { return Tag::objects.order_by("pk"_f).values("pk"_f, "label"_f).values("colour"_f).first(2); }

CASE("values.iterator_chunks") {
    std::vector<std::int64_t> keys;
    for (const Book& book : Book::objects.order_by("pk"_f).iterator(7)) keys.push_back(book.id);
    return keys;
}

CASE("values.contains_after_values_error") { return Tag::objects.values("pk"_f).contains(Tag{.id = 1}); }
