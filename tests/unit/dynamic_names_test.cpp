// SPDX-License-Identifier: MIT
// Names that are kept as long as the program runs. Uses them all up: no other test of this program gives new ones.
#include <nuage/dynamic.hpp>
#include <nuage/json.hpp>
#include <nuage/nuage.hpp>

#include <support/catch.hpp>

namespace {

struct Document {
    std::int64_t id{};
    nuage::Json data{};

    NUAGE_MODEL(Document, (id), (data))
};

}  // namespace

TEST_CASE("names given at run time are as many as memory allows, and known ones go on to be taken") {
    const auto give = [](int number) { static_cast<void>(nuage::by_name::outer("n" + std::to_string(number))); };
    for (int i = 0; i < 65536; ++i) give(i);
    CHECK_NOTHROW(give(17));
    CHECK_THROWS_WITH(give(65536), Catch::Matchers::StartsWith("[F081] More than 65536 different names were given to expressions at run time."));
    CHECK_THROWS_AS(give(65537), nuage::ValueError);
    CHECK_NOTHROW(give(65535));
}

TEST_CASE("keys of JSON documents given at run time are as many as memory allows") {
    const auto give = [](int number) { static_cast<void>(nuage::build::resolve(nuage::model_info<Document>(), "data__k" + std::to_string(number))); };
    for (int i = 0; i < 65536; ++i) give(i);
    CHECK_NOTHROW(give(17));
    CHECK_THROWS_WITH(give(65536), Catch::Matchers::StartsWith("[F081] More than 65536 different keys of JSON documents were given at run time."));
    CHECK_NOTHROW(give(65535));
}
