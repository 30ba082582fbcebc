// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/inheritance_models.hpp>

using namespace inheritance_models;

TEST_CASE_METHOD(Fixture, "save() writes each table of a child") {
    clip.label = "Clip";
    clip.voltage = 9.0;
    clip.save();
    CHECK(Product::objects.get("pk"_f = clip.id).label == "Clip");
    CHECK(Gadget::objects.get("pk"_f = clip.id).voltage == 9.0);
    clip.label = "not saved";
    clip.voltage = 12.0;
    clip.save({.update_fields = nuage::fields("voltage"_f)});
    CHECK(Gadget::objects.get("label"_f = "Clip").voltage == 12.0);
}

TEST_CASE_METHOD(Fixture, "a child becomes the child of a row that is there") {
    Gadget gadget;
    gadget.id = pen.id;
    gadget.sku = "PEN-2";
    gadget.label = "Light pen";
    gadget.voltage = 1.5;
    gadget.save();
    CHECK(Product::objects.get("pk"_f = pen.id).sku == "PEN-2");
    CHECK(Product::objects.count() == 3);
    CHECK(Gadget::objects.count() == 3);
}

TEST_CASE_METHOD(Fixture, "a child that cannot be inserted leaves no parent, and no key") {
    Gadget same;
    same.sku = "LMP-1";
    CHECK_THROWS_AS(nuage::atomic([&] { same.save(); }), nuage::IntegrityError);
    CHECK(same.id == 0);
    CHECK(Product::objects.count() == 3);
}

TEST_CASE_METHOD(Fixture, "three tables make one object") {
    Phone phone;
    phone.sku = "PHN-1";
    phone.label = "Phone";
    phone.voltage = 3.3;
    phone.number = "110";
    phone.note = "new";
    phone.save();
    CHECK(phone.id != 0);
    Phone found = Phone::objects.get("number"_f = "110", "voltage"_f = 3.3, "label"_f = "Phone");
    CHECK(found.id == phone.id);
    CHECK(found.note == "new");
    found.label = "Old phone";
    found.number = "112";
    found.save();
    phone.refresh_from_db();
    CHECK(phone.label == "Old phone");
    CHECK(phone.number == "112");
    phone.label = "?";
    phone.refresh_from_db("label"_f);
    CHECK(phone.label == "Old phone");
    const nuage::Erased erased = phone.erase();
    CHECK(erased.total == 3);
    CHECK(erased.per_model.at("inheritance_models.Gadget") == 1);
    CHECK(Product::objects.count() == 3);
}

TEST_CASE_METHOD(Fixture, "update() changes the rows of each table") {
    CHECK(Gadget::objects.filter("voltage"_f = 5.0).update("voltage"_f = 6.0, "label"_f = "six volts") == 1);
    CHECK(Gadget::objects.get("voltage"_f = 6.0).label == "six volts");
    CHECK(Gadget::objects.update("label"_f = "lamp") == 2);
    CHECK(Product::objects.filter("label"_f = "lamp").count() == 2);
    CHECK(Gadget::objects.filter("label"_f = "lamp").update("voltage"_f = "voltage"_f * 2.0) == 2);
    CHECK(Gadget::objects.get("pk"_f = clip.id).voltage == 12.0);
    CHECK(Gadget::objects.filter("pk"_f = 0).update("label"_f = "none", "voltage"_f = 1.0) == 0);
    CHECK_THROWS_AS(Gadget::objects.update("label"_f = "sku"_f, "voltage"_f = "id"_f + "maker"_f), nuage::FieldError);
}

TEST_CASE_METHOD(Fixture, "bulk_update() changes the rows of each table, bulk_create() refuses") {
    std::vector<Gadget> both = Gadget::objects.all().fetch();
    for (Gadget& gadget : both) {
        gadget.label = "bulk";
        gadget.voltage = 2.0;
    }
    CHECK(Gadget::objects.bulk_update(both, nuage::fields("label"_f, "voltage"_f)) == 2);
    CHECK(Gadget::objects.filter("label"_f = "bulk", "voltage"_f = 2.0).count() == 2);
    CHECK_THROWS_AS(Gadget::objects.bulk_create(both), nuage::ValueError);
}

TEST_CASE_METHOD(Fixture, "erase() of a query set of children takes the parents' rows along") {
    CHECK(Gadget::objects.filter("label"_f = "Clip lamp").erase().total == 2);
    CHECK(Product::objects.flat("sku"_f) == std::vector<std::string>{"LMP-2", "PEN-1"});
}

TEST_CASE_METHOD(Fixture, "a model without members of its own has a table nevertheless") {
    Sample sample = Sample::objects.create("sku"_f = "SMP-1");
    sample.label = "again";
    sample.save();
    CHECK(Sample::objects.get("label"_f = "again").id == sample.id);
}
