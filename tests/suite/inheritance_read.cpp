// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/inheritance_models.hpp>

using namespace inheritance_models;

TEST_CASE("an abstract base's fields and ordering are copied to its children") {
    const nuage::ModelInfo& maker = nuage::model_info<Maker>();
    REQUIRE(maker.fields.size() == 5);
    CHECK(maker.fields[0].name == "created_at");
    CHECK(maker.fields[1].max_length == 80);
    CHECK(maker.ordering.size() == 1);
    CHECK(maker.ordering[0] == "note");
    CHECK_FALSE(nuage::has_parent(maker));
}

TEST_CASE("a field listed anew takes the place of the abstract base's") {
    const nuage::ModelInfo& phone = nuage::model_info<Phone>();
    CHECK(phone.fields[phone.find("note")].max_length == 10);
    CHECK_FALSE(phone.fields[phone.find("note")].inherited);
}

TEST_CASE_METHOD(Fixture, "a child's columns are in its parent's table and its own") {
    const Gadget found = Gadget::objects.get("label"_f = "Clip lamp", "voltage"_f = 5.0);
    CHECK(found.id == clip.id);
    CHECK(found.sku == "LMP-1");
    CHECK(found.maker->name == "acme");
    CHECK(Gadget::objects.get("pk"_f = clip.id).voltage == 5.0);
    CHECK(Gadget::objects.get("id"_f = clip.id).voltage == 5.0);
    CHECK(Gadget::objects.get("product_ptr__label"_f = "Clip lamp").voltage == 5.0);
    CHECK(Product::objects.count() == 3);
}

TEST_CASE_METHOD(Fixture, "a combination of children without rows can be shown, and has none") {
    const auto none = Gadget::objects.filter("pk__in"_f = std::vector<std::int64_t>{});
    CHECK(none.union_(none).sql().str().starts_with("SELECT "));
    CHECK(none.union_(none).fetch().empty());
    CHECK(Gadget::objects.union_(none).count() == Gadget::objects.count());
}

TEST_CASE_METHOD(Fixture, "values() of a child has its parent's columns and the key that leads there") {
    const auto row = Gadget::objects.filter("pk"_f = clip.id).values()[std::size_t{0}];
    CHECK(row["id"_f] == clip.id);
    CHECK(row["sku"_f] == "LMP-1");
    CHECK(row["maker_id"_f] == acme.id);
    CHECK(row["product_ptr_id"_f] == clip.id);
    CHECK(row["voltage"_f] == 5.0);
}

TEST_CASE_METHOD(Fixture, "a child is ordered by its own Meta, or else by its parent's") {
    CHECK(Gadget::objects.flat("sku"_f) == std::vector<std::string>{"LMP-2", "LMP-1"});
    Sample::objects.create("sku"_f = "B");
    Sample::objects.create("sku"_f = "A");
    CHECK(Sample::objects.flat("sku"_f) == std::vector<std::string>{"A", "B"});
    CHECK(Sample::objects.latest().sku == "A");
}

TEST_CASE_METHOD(Fixture, "values() and conditions over relations reach the parent's fields") {
    const auto rows = Gadget::objects.order_by("sku"_f).values_list("sku"_f, "maker__name"_f, "voltage"_f).fetch();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0] == std::tuple<std::string, std::optional<std::string>, std::optional<double>>("LMP-1", "acme", 5.0));
    CHECK(std::get<1>(rows[1]) == std::nullopt);
    CHECK(Gadget::objects.filter("maker__name"_f = "acme").count() == 1);
    CHECK(Gadget::objects.exclude("maker__name"_f = "acme").get().sku == "LMP-2");
    CHECK(Maker::objects.filter("products__gadget__voltage"_f = 5.0).count() == 1);
}

TEST_CASE_METHOD(Fixture, "only() and defer() of a child") {
    Gadget partly = Gadget::objects.only("label"_f).get("pk"_f = clip.id);
    CHECK(partly.sku.empty());
    partly.label = "Clip";
    partly.save();
    partly.refresh_from_db();
    CHECK(partly.sku == "LMP-1");
    CHECK(partly.voltage == 5.0);
    const Gadget lean = Gadget::objects.defer("label"_f, "voltage"_f).get("pk"_f = clip.id);
    CHECK(lean.label.empty());
    CHECK(lean.id == clip.id);
    CHECK(nuage::deferred_fields(lean) == nuage::FieldNames{"label", "voltage"});   // not the parent's key, which is the child's
}

TEST_CASE_METHOD(Fixture, "raw() makes children of a join") {
    const auto found = Gadget::objects.raw(
        "SELECT * FROM inheritance_models_product JOIN inheritance_models_gadget ON id = product_ptr_id WHERE sku = ?", "LMP-2");
    REQUIRE(found.size() == 1);
    CHECK(found[0].id == desk.id);
    CHECK(found[0].voltage == 230.0);
}

TEST_CASE_METHOD(Fixture, "a child that is missing is missing as its parent, too") {
    CHECK_THROWS_AS(Gadget::objects.get("pk"_f = pen.id), Gadget::DoesNotExist);
    CHECK_THROWS_AS(Gadget::objects.get("pk"_f = pen.id), Product::DoesNotExist);
}
