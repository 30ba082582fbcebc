// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::attempt;
using conformance::list;
using conformance::state;

CASE("bulk.create_child_error") {
    return list(attempt([] {
        std::vector<Gadget> gadgets(1);
        gadgets[0].sku = "B1";
        gadgets[0].label = "b";
        gadgets[0].cost = 1;
        Gadget::objects.bulk_create(gadgets);
    }));
}

CASE("bulk.create_proxy") {
    std::vector<Veteran> veterans(1);
    veterans[0].first_name = "P";
    veterans[0].last_name = "Roxy";
    Veteran::objects.bulk_create(veterans);
    return state(Author::objects.filter("last_name"_f = "Roxy").values_list("first_name"_f, "last_name"_f));
}
