// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::Json;
using conformance::state;

CASE("write.update_child_and_parent_columns") {
    const auto rows = Gadget::objects.filter("voltage"_f = 5.0).update("voltage"_f = 6.0, "label"_f = "six volts");
    return Json{{"n", rows},
                {"g", state(Gadget::objects.all().values_list("sku"_f, "label"_f, "voltage"_f))},
                {"p", state(Product::objects.filter("label"_f = "six volts").values_list("sku"_f))}};
}

CASE("write.save_child_updates_two_tables") {
    Gadget gadget = Gadget::objects.get("sku"_f = "LMP-01");
    gadget.label = "Clip";
    gadget.voltage = 9.0;
    gadget.save();
    return state(Gadget::objects.filter("sku"_f = "LMP-01").values_list("sku"_f, "label"_f, "voltage"_f));
}

CASE("write.save_proxy") {
    Veteran veteran = Veteran::objects.get("pk"_f = 2);
    veteran.note = "via proxy";
    veteran.save();
    return state(Author::objects.filter("note"_f = "via proxy").values_list("pk"_f, "note"_f));
}
