// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/limit_models.hpp>

using namespace nuage::literals;
using limit_models::Widest;

namespace {

std::int32_t& number(Widest& object, std::size_t field) {
    return *reinterpret_cast<std::int32_t*>(reinterpret_cast<char*>(&object) +
                                            nuage::model_info<Widest>().fields[field].offset);
}

}  // namespace

TEST_CASE("an object of 256 fields is saved, read and updated") {
    const test::AppTables tables(limit_models::nuage_app_limit_models());
    Widest object{};
    for (std::size_t i = 1; i < 256; ++i) number(object, i) = static_cast<std::int32_t>(i * 1000);
    object.save();
    Widest read = Widest::objects.get("a0"_f = 1000, "q14"_f = 255000);
    for (std::size_t i = 1; i < 256; ++i) {
        INFO(i);
        CHECK(number(read, i) == static_cast<std::int32_t>(i * 1000));
    }
    read.q14 = 1;
    read.save();
    CHECK(Widest::objects.filter("q14"_f = 1, "q13"_f = 254000).count() == 1);
    CHECK(Widest::objects.count() == 1);
}
