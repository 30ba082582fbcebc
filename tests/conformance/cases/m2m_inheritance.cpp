// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::state;

namespace {

using GadgetTag = nuage::Through<Gadget, "tags">;

}  // namespace

CASE("m2m.child_model_m2m") {
    Gadget::objects.get("sku"_f = "SCL-01").tags.add(nuage::key(1), nuage::key(3));
    return state(GadgetTag::objects.filter("source__sku"_f = "SCL-01").values_list("source__sku"_f, "target"_f));
}
