// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::Json;
using conformance::list;

CASE("related_load.gadget_parent_fk") {
    Json rows;
    for (const Gadget& gadget : Gadget::objects.select_related("maker"_f).order_by("sku"_f))
        rows.push_back(list(gadget.sku, gadget.maker ? Json(gadget.maker->name) : Json()));
    return rows;
}
