// SPDX-License-Identifier: MIT
#include <nuage/json.hpp>

#include <support/catch.hpp>

namespace {
using nuage::Codec;
using nuage::Json;
using nuage::Value;
using nuage::ValueKind;
static_assert(nuage::HasCodec<Json>);
static_assert(Codec<Json>::kind == nuage::FieldKind::json);
}  // namespace

TEST_CASE("a document is stored as compact text", "[json]") {
    const Json document = {{"a", 1}, {"b", {true, nullptr, "x"}}};
    const Value stored = Codec<Json>::dump(document);
    CHECK(stored.kind() == ValueKind::json);
    CHECK(stored.text() == R"({"a":1,"b":[true,null,"x"]})");
    CHECK(Codec<Json>::load(stored) == document);
}

TEST_CASE("JSON null is a document, not NULL", "[json]") {
    const Value stored = Codec<Json>::dump(Json(nullptr));
    CHECK(stored == Value(ValueKind::json, "null"));
    CHECK(Codec<Json>::load(stored).is_null());
}

TEST_CASE("text that is no JSON is refused", "[json]") {
    CHECK_THROWS_AS(Codec<Json>::load(Value(ValueKind::json, "{\"a\":")), nuage::DataError);
    CHECK_THROWS_WITH(Codec<Json>::load(Value("nul")), Catch::Matchers::StartsWith("'nul' is no JSON document"));
    CHECK_THROWS_AS(Codec<Json>::load(Value(3)), nuage::DataError);
    CHECK_THROWS_AS(Codec<Json>::dump(Json("\xff")), nuage::DataError);
}
