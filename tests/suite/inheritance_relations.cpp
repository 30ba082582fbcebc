// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/inheritance_models.hpp>

using namespace inheritance_models;

TEST_CASE_METHOD(Fixture, "a parent leads to its child, complete with the parent's fields") {
    const Product product = Product::objects.get("sku"_f = "LMP-2");
    CHECK(product.gadget->voltage == 230.0);
    CHECK(product.gadget->label == "Desk lamp");
    CHECK_FALSE(Product::objects.get("sku"_f = "PEN-1").gadget.has_value());
    CHECK_THROWS_AS(*Product::objects.get("sku"_f = "PEN-1").gadget, Gadget::DoesNotExist);
    CHECK(Product::objects.filter("gadget__isnull"_f = true).get().sku == "PEN-1");
    CHECK(Product::objects.get("gadget__voltage"_f = 5.0).sku == "LMP-1");
}

TEST_CASE_METHOD(Fixture, "children have many-to-many relations, of their own and inherited") {
    const Tag import = Tag::objects.create("label"_f = "import");
    clip.tags.add(import);
    CHECK(import.gadgets.get().sku == "LMP-1");
    CHECK(Gadget::objects.get("tags__label"_f = "import").sku == "LMP-1");
    CHECK(Gadget::objects.exclude("tags__label"_f = "import").get().sku == "LMP-2");
    Phone phone;
    phone.sku = "PHN-1";
    phone.save();
    phone.tags.add(import);
    CHECK(phone.tags.get().label == "import");
    CHECK(import.gadgets.count() == 2);
    CHECK(Phone::objects.filter("tags__label"_f = "import").count() == 1);
    for (const Phone& found : Phone::objects.prefetch_related("tags"_f)) {
        REQUIRE(found.tags.is_loaded());
        CHECK(found.tags[0].label == "import");
    }
    phone.tags.clear();
    CHECK(import.gadgets.count() == 1);
}

TEST_CASE_METHOD(Fixture, "children are prefetched and joined in") {
    for (const Maker& maker : Maker::objects.prefetch_related("products__gadget"_f)) {
        REQUIRE(maker.products.size() == 1);
        CHECK(maker.products[0].gadget->voltage == 5.0);
    }
    for (const Gadget& gadget : Gadget::objects.select_related("maker"_f).filter("maker__isnull"_f = false)) {
        CHECK(gadget.maker.is_loaded());
        CHECK(gadget.maker->name == "acme");
    }
    CHECK(acme.products.get().sku == "LMP-1");
}

TEST_CASE_METHOD(Fixture, "a proxy has the rows of its base and an ordering of its own") {
    Maker::objects.create("name"_f = "zeta");
    CHECK(Veteran::objects.flat("name"_f) == std::vector<std::string>{"zeta", "acme"});
    Veteran veteran = Veteran::objects.get("pk"_f = acme.id);
    CHECK(veteran.greeting() == "Hail acme");
    veteran.name = "acme & sons";
    veteran.save();
    acme.refresh_from_db();
    CHECK(acme.name == "acme & sons");
    CHECK(veteran.products.count() == 1);
    CHECK(Veteran::objects.filter("products__sku"_f = "LMP-1").count() == 1);
    CHECK(Veteran::objects.filter("name"_f = "zeta").erase().per_model.at("inheritance_models.Veteran") == 1);
    std::vector<Veteran> more(2);
    Veteran::objects.bulk_create(more);
    CHECK(Maker::objects.count() == 3);
}
