// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::attempt;
using conformance::list;
using conformance::state;
using conformance::state_size;

CASE("delete.nothing_matched") { return Review::objects.filter("pk"_f = -1).erase(); }

CASE("delete.raw_delete") {
    const auto rows = OrderLine::objects.filter("quantity"_f = 1).raw_erase();
    return list(rows, state_size(OrderLine::objects.all()));
}

CASE("delete.annotated_filter") {
    const nuage::Erased erased = Tag::objects.annotate("n"_f = nuage::Count("books"_f)).filter("n"_f = 0).erase();
    return list(erased, state(Tag::objects.filter("label"_f = "unused").values_list("label"_f)));
}

CASE("delete.values_error") { return list(attempt([] { Review::objects.values("pk"_f).erase(); })); }
