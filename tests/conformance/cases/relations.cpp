// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;

CASE("relations.fk_pk") { return Book::objects.filter("author"_f = 3).flat("pk"_f); }

CASE("relations.fk_attname") { return Book::objects.filter("author_id"_f = 3).flat("pk"_f); }

CASE("relations.fk_isnull") { return Book::objects.filter("publisher__isnull"_f = true).flat("pk"_f); }

CASE("relations.forward_two") { return Book::objects.filter("publisher__country__name"_f = "Ireland").flat("pk"_f); }

CASE("relations.forward_three_self") { return Book::objects.filter("author__mentor__mentor__first_name"_f = "Ada").flat("pk"_f); }

CASE("relations.to_field_trimmed") { return Publisher::objects.filter("country__code"_f = "TR").flat("pk"_f); }

CASE("relations.to_field_in_queryset") {
    return Publisher::objects.filter("country__in"_f = Country::objects.filter("population__lt"_f = 10'000'000)).flat("pk"_f);
}

CASE("relations.to_field_pk_lookup") { return Publisher::objects.filter("country__pk"_f = 3).flat("pk"_f); }

CASE("relations.to_field_reverse") { return Country::objects.filter("publishers__active"_f = false).distinct().flat("pk"_f); }

CASE("relations.reverse_fk_duplicates") {
    return Author::objects.filter("books__status"_f = Status::live, "pk__lte"_f = 4).flat("pk"_f);
}

CASE("relations.reverse_isnull") { return Author::objects.filter("books__isnull"_f = true).flat("pk"_f); }

CASE("relations.reverse_two_fks_same_model") {
    return Author::objects.filter("books__stock"_f = 5, "edited_books__stock"_f = 0).distinct().flat("pk"_f);
}

CASE("relations.reverse_then_forward") {
    return Country::objects.filter("publishers__books__author__first_name"_f = "Kiku").distinct().flat("pk"_f);
}

CASE("relations.one_to_one_forward") { return AuthorProfile::objects.filter("author__first_name"_f = "Nils").flat("pk"_f); }

CASE("relations.one_to_one_reverse") { return Author::objects.filter("profile__bio"_f = "").flat("pk"_f); }

CASE("relations.one_to_one_reverse_exclude") { return Author::objects.exclude("profile__bio"_f = "").flat("pk"_f); }

CASE("relations.tree_grandparent") { return Category::objects.filter("parent__parent__slug"_f = "fiction").order_by("pk"_f).flat("pk"_f); }

CASE("relations.tree_roots_with_grandchildren") {
    return Category::objects.filter("parent"_f = nullptr, "children__children__isnull"_f = false).distinct().order_by("pk"_f).flat("pk"_f);
}

CASE("relations.related_manager_all") { return Author::objects.get("pk"_f = 2).books.order_by("pk"_f).flat("pk"_f); }

CASE("relations.related_manager_filter") {
    return Author::objects.get("pk"_f = 2).books.filter("status"_f = Status::live).order_by("pk"_f).flat("pk"_f);
}

CASE("relations.related_manager_to_field") { return Country::objects.get("code"_f = "IE").publishers.all().flat("pk"_f); }

CASE("relations.related_default_manager") { return Author::objects.get("pk"_f = 4).posts.order_by("pk"_f).flat("pk"_f); }

CASE("relations.in_subquery_values") {
    return Book::objects.filter("pages__in"_f = Book::objects.filter("status"_f = Status::gone).values("pages"_f)).flat("pk"_f);
}

CASE("relations.in_none_queryset") { return Book::objects.filter("author__in"_f = Author::objects.none()).flat("pk"_f); }

CASE("relations.exact_queryset_sliced") {
    return Book::objects.filter("author"_f = Author::objects.order_by("pk"_f).values("pk"_f)[{0, 1}]).flat("pk"_f);
}

CASE("relations.contains_method") {
    const Book book = Book::objects.get("pk"_f = 5);
    return Book::objects.filter("status"_f = Status::live).contains(book);
}
