// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;

CASE("relations.m2m_forward") { return Book::objects.filter("tags__label"_f = "award").flat("pk"_f); }

CASE("relations.m2m_reverse") { return Tag::objects.filter("books__status"_f = Status::gone).distinct().flat("pk"_f); }

CASE("relations.m2m_db_table") { return Book::objects.filter("categories__slug"_f = "crime").flat("pk"_f); }

CASE("relations.m2m_through_extra") {
    return Book::objects.filter("contributions__role"_f = Role::translator, "contributions__share__gt"_f = 20).flat("pk"_f);
}

CASE("relations.m2m_through_target") {
    return Book::objects.filter("contributors__first_name"_f = "Greta").distinct().flat("pk"_f);
}

CASE("relations.m2m_self_follows") { return Author::objects.filter("follows"_f = 1).flat("pk"_f); }

CASE("relations.m2m_self_followers") { return Author::objects.filter("followers__last_name"_f = "Weiß").flat("pk"_f); }

CASE("relations.multi_valued_one_filter") {
    return Author::objects.filter("books__status"_f = Status::draft, "books__stock"_f = 5).distinct().flat("pk"_f);
}

CASE("relations.multi_valued_chained") {
    return Author::objects.filter("books__status"_f = Status::draft).filter("books__stock"_f = 5).distinct().flat("pk"_f);
}

CASE("relations.m2m_two_tags_one_filter") {
    return Book::objects.filter(Q("tags__label"_f = "award") & Q("tags__label"_f = "sale")).flat("pk"_f);
}

CASE("relations.m2m_two_tags_chained") {
    return Book::objects.filter("tags__label"_f = "new").filter("tags__label"_f = "sale").flat("pk"_f);
}

CASE("relations.exclude_multi_valued_two") {
    return Author::objects.exclude("books__status"_f = Status::live, "books__stock"_f = 5).flat("pk"_f);
}

CASE("relations.exclude_m2m") { return Book::objects.filter("pk__lte"_f = 15).exclude("tags__colour"_f = Colour::red).flat("pk"_f); }

CASE("relations.exclude_reverse_fk_null_column") { return Author::objects.exclude("edited_books__pages__gt"_f = 300).flat("pk"_f); }

CASE("relations.exclude_after_filter_multi") {
    return Author::objects.filter("books__status"_f = Status::live).exclude("books__stock"_f = 0).distinct().flat("pk"_f);
}

CASE("relations.exclude_f_multi_valued") { return Author::objects.exclude("books__editor"_f = F("pk"_f)).flat("pk"_f); }

CASE("relations.filter_f_multi_valued") { return Author::objects.filter("books__editor"_f = F("pk"_f)).flat("pk"_f); }

CASE("relations.order_reverse_m2m_values") {
    return Tag::objects.filter("gadgets__voltage"_f = 5.0).order_by("label"_f, "gadgets__sku"_f).values_list("label"_f, "gadgets__sku"_f);
}
