// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/limit_models.hpp>

using limit_models::Widest;

TEST_CASE("a model may have 256 fields, and each is in its table once") {
    constexpr const nuage::ModelInfo& model = nuage::model_info<Widest>();
    STATIC_REQUIRE(model.fields.size() == 256);
    STATIC_REQUIRE(model.primary_key().name == "id");
    CHECK(model.fields.front().name == "id");
    CHECK(model.fields.back().name == "q14");
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        INFO(model.fields[i].name);
        CHECK(model.find(model.fields[i].name) == i);
    }
}

TEST_CASE("the members of a wide model do not overlap in its table") {
    const nuage::ModelInfo& model = nuage::model_info<Widest>();
    for (std::size_t i = 2; i < model.fields.size(); ++i)
        CHECK(model.fields[i].offset == model.fields[i - 1].offset + sizeof(std::int32_t));
    Widest object{};
    object.q14 = 7;
    CHECK(nuage::read_member(*model.fields[255].access,
                             reinterpret_cast<const char*>(&object) + model.fields[255].offset) == nuage::Value(7));
}
