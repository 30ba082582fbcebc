// SPDX-License-Identifier: MIT
// Cases that take fewer queries than in Django; not_applicable.md says why.
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::attempt;
using conformance::fewer_queries;
using conformance::list;
using conformance::state;
using conformance::state_size;

CASE("bulk.update_inherited_field", fewer_queries(3)) {
    std::vector<Gadget> gadgets = Gadget::objects.order_by("sku"_f).first(2).fetch();
    for (Gadget& gadget : gadgets) {
        gadget.label = "bulk";
        gadget.voltage = 2.0;
    }
    Gadget::objects.bulk_update(gadgets, nuage::fields("label"_f, "voltage"_f));
    return state(Gadget::objects.filter("label"_f = "bulk").values_list("sku"_f, "label"_f, "voltage"_f));
}

CASE("delete.protect_publisher_with_books", fewer_queries(2)) {
    const std::string error = attempt([] { Publisher::objects.get("pk"_f = 2).erase(); });
    return list(list(error), state_size(Publisher::objects.all()));
}

CASE("delete.parent_removes_child_row", fewer_queries(5)) {
    const auto erased = Product::objects.get("sku"_f = "RDR-01").erase();
    return list(erased, state_size(Gadget::objects.all()));
}
