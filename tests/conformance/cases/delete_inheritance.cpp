// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::list;
using conformance::state;

CASE("delete.child_keep_parents") {
    const auto erased = Gadget::objects.get("sku"_f = "LMP-02").erase({.keep_parents = true});
    return list(erased, state(Product::objects.filter("sku"_f = "LMP-02").values_list("sku"_f)));
}

CASE("delete.proxy") {
    const auto erased = Veteran::objects.filter("pk"_f = 24).erase();
    return list(erased, state(Author::objects.filter("pk__gte"_f = 22).values_list("pk"_f)));
}
