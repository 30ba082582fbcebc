// SPDX-License-Identifier: MIT
#include <ranges>

#include <conformance/case.hpp>
#include <conformance/models.hpp>
#include <nuage/format.hpp>

using namespace conf;
using namespace nuage;

using conformance::list;

// A list is empty, and has a size, in C++ where it is true, and has a length, in Python.
CASE("misc.queryset_bool") {
    const bool one = !Book::objects.filter("pk"_f = 1).rows().empty();
    const bool none = !Book::objects.filter("pk"_f = -1).rows().empty();
    return list(one, none);
}

CASE("misc.queryset_len") { return Tag::objects.filter("colour"_f = Colour::red).size(); }

CASE("misc.queryset_repr_limit") { return fmt::format("{}", Tag::objects.order_by("pk"_f)).size() > 10; }

CASE("misc.alias_unsigned_product") {
    return Book::objects.alias("v"_f = "stock"_f * "pages"_f).filter("v__gt"_f = 10000).order_by("-v"_f, "pk"_f).flat("pk"_f);
}

CASE("misc.many_params_in") { return Book::objects.filter("pk__in"_f = std::views::iota(1, 400)).count(); }

CASE("misc.long_or_chain") {
    Condition<Book> any;
    for (int n = 1; n < 60; n += 2) any |= "pk"_f = n;
    return Book::objects.filter(any).count();
}

CASE("misc.or_combined_with_slice") {
    return (Book::objects.order_by("pk"_f).first(2) | Book::objects.filter("pk"_f = 9)).flat("pk"_f);
}
