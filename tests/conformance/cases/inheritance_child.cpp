// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::Json;
using conformance::list;

CASE("inheritance.child_all") {
    return Gadget::objects.order_by("sku"_f).values_list("sku"_f, "label"_f, "cost"_f, "voltage"_f);
}

CASE("inheritance.child_filter_parent_field") { return Gadget::objects.filter("cost__gt"_f = 30).flat("pk"_f); }

CASE("inheritance.child_filter_both") { return Gadget::objects.filter("cost__lt"_f = 50, "voltage"_f = 5.0).flat("pk"_f); }

CASE("inheritance.child_meta_ordering") { return Gadget::objects.all().flat("pk"_f); }

CASE("inheritance.parent_access_child") { return Product::objects.get("sku"_f = "LMP-02").gadget->voltage; }

CASE("inheritance.parent_access_child_missing") {
    const Product pen = Product::objects.get("sku"_f = "PEN-01");
    try {
        return *pen.gadget;
    } catch (const Gadget::DoesNotExist&) {
        // Django derives a class from it for each such relation; here a missing object is the model's own error.
        return Json{{"$error", "Product.gadget.RelatedObjectDoesNotExist"}};
    }
}

CASE("inheritance.parent_select_related_child") {
    Json rows;
    for (const Product& product :
         Product::objects.select_related("gadget"_f).filter("gadget__isnull"_f = false).order_by("sku"_f))
        rows.push_back(list(product.sku, product.gadget->voltage));
    return rows;
}

CASE("inheritance.child_m2m") {
    return Gadget::objects.filter("tags__label"_f = "import").order_by("pk"_f).flat("pk"_f);
}

CASE("inheritance.child_only_parent_field") {
    Json labels;
    for (const Gadget& gadget : Gadget::objects.only("label"_f).order_by("sku"_f)) labels.push_back(gadget.label);
    return labels;
}
