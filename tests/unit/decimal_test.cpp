// SPDX-License-Identifier: MIT
#include <nuage/fields/decimal.hpp>

#include <limits>
#include <unordered_set>

#include <support/catch.hpp>

#include <nuage/meta/errors.hpp>

namespace {

using namespace nuage::literals;
using nuage::Codec;
using nuage::Decimal;
using nuage::Value;
using nuage::ValueKind;

static_assert(sizeof(Decimal) == 16 && std::is_trivially_copyable_v<Decimal>);
static_assert(nuage::HasCodec<Decimal>);
static_assert(!std::is_constructible_v<Decimal, double> && !std::is_constructible_v<Decimal, bool>);
static_assert((12.50_dec).scale() == 2 && (12'000_dec).scale() == 0 && (-0.5_dec).is_negative());
static_assert(Decimal("-0").is_zero() && !Decimal("-0").is_negative());

Decimal dec(std::string_view text) { return Decimal(text); }

}  // namespace

TEST_CASE("a decimal keeps the digits it was given, trailing zeros too", "[decimal]") {
    const auto [given, kept] = GENERATE(table<const char*, const char*>(
        {{"12.50", "12.50"}, {"-0.05", "-0.05"}, {"0", "0"}, {"0.00", "0.00"}, {"-0.0", "0.0"}, {"007", "7"},
         {"+3", "3"}, {".5", "0.5"}, {"5.", "5"}, {"1000", "1000"},
         {"1234567890123456789012345678901234", "1234567890123456789012345678901234"},
         {"0.0000000000000000000000000000000000000001", "0.0000000000000000000000000000000000000001"}}));
    CHECK(dec(given).str() == kept);
}

TEST_CASE("text that is no decimal is refused", "[decimal]") {
    const auto text = GENERATE("", "-", ".", "1,5", "1e3", "NaN", "Infinity", "1.2.3", " 1", "1 ", "--1", "0x10");
    CHECK_THROWS_AS(dec(text), nuage::ValueError);
}

TEST_CASE("more than 34 digits are refused, never rounded", "[decimal]") {
    CHECK_THROWS_WITH(dec("12345678901234567890123456789012345"),
                      "'12345678901234567890123456789012345' has too many digits; a decimal number has at most 34");
    CHECK_THROWS_AS(dec("1.0000000000000000000000000000000000"), nuage::ValueError);
    CHECK(dec("0000000000000000000000000000000000000000001").str() == "1");
}

TEST_CASE("integers are decimals", "[decimal]") {
    CHECK(Decimal(std::numeric_limits<std::int64_t>::min()).str() == "-9223372036854775808");
    CHECK(Decimal(std::numeric_limits<std::uint64_t>::max()).str() == "18446744073709551615");
    CHECK(Decimal().str() == "0");
    CHECK(Decimal(std::int8_t{-7}).str() == "-7");
}

TEST_CASE("sums, differences and products are exact and keep the digits after the point", "[decimal]") {
    CHECK((0.1_dec + 0.2_dec).str() == "0.3");
    CHECK((12.50_dec + 1).str() == "13.50");
    CHECK((1_dec - 0.90_dec).str() == "0.10");
    CHECK((1.20_dec * 3).str() == "3.60");
    CHECK((1.5_dec * 1.5_dec).str() == "2.25");
    CHECK((0.5_dec - 0.5_dec).str() == "0.0");
    CHECK((-1_dec * 0).str() == "0");
    Decimal total;
    for (int i = 0; i < 10; ++i) total += 0.1_dec;
    CHECK(total == 1);
}

TEST_CASE("a division is exact where it can be and rounds half to even at 34 digits", "[decimal]") {
    CHECK((1_dec / 4).str() == "0.25");
    CHECK((10_dec / 2).str() == "5");
    CHECK((1000_dec / 0.001_dec).str() == "1000000");
    CHECK((1_dec / 3).str() == "0.3333333333333333333333333333333333");
    CHECK((2_dec / 3).str() == "0.6666666666666666666666666666666667");
    CHECK((0_dec / 5).str() == "0");
    CHECK_THROWS_AS(1_dec / 0, nuage::ValueError);
    CHECK_THROWS_AS(0_dec / 0.00_dec, nuage::ValueError);
}

TEST_CASE("a result without room before the point is refused", "[decimal]") {
    const Decimal largest = dec("9999999999999999999999999999999999");
    CHECK_THROWS_AS(largest + 1, nuage::DataError);
    CHECK_THROWS_AS(largest * 10, nuage::DataError);
    CHECK_THROWS_AS(largest / 0.1_dec, nuage::DataError);
    CHECK((largest - 1).str() == "9999999999999999999999999999999998");
    CHECK((largest / 10).str() == "999999999999999999999999999999999.9");
}

TEST_CASE("decimals compare by value", "[decimal]") {
    CHECK(1.0_dec == 1.00_dec);
    CHECK(1.0_dec == 1);
    CHECK(0_dec == -0.00_dec);
    CHECK(0.09_dec < 0.1_dec);
    CHECK(-2_dec < 1);
    CHECK(3 > 2.99_dec);
    CHECK(1.10_dec != 1.11_dec);
}

TEST_CASE("equal decimals have equal hashes", "[decimal]") {
    CHECK(dec("100").hash() == dec("100.00").hash());
    CHECK(dec("0").hash() == dec("0.000").hash());
    const std::unordered_set<Decimal> set{1.0_dec, 1.00_dec, 1_dec, 10_dec, -1_dec};
    CHECK(set.size() == 3);
}

TEST_CASE("quantize() rounds half to even, or adds zeros", "[decimal]") {
    CHECK((2.345_dec).quantize(2).str() == "2.34");
    CHECK((2.355_dec).quantize(2).str() == "2.36");
    CHECK((2.3451_dec).quantize(2).str() == "2.35");
    CHECK((-2.5_dec).quantize(0).str() == "-2");
    CHECK((-0.4_dec).quantize(0).str() == "0");
    CHECK((7_dec).quantize(2).str() == "7.00");
    CHECK_THROWS_AS((7_dec).quantize(34), nuage::DataError);
    CHECK_THROWS_AS((7_dec).quantize(-1), nuage::ValueError);
}

TEST_CASE("digits and scale are counted as a column counts them", "[decimal]") {
    CHECK((12.50_dec).digits() == 4);
    CHECK((12.50_dec).scale() == 2);
    CHECK((0.05_dec).digits() == 2);
    CHECK((0_dec).digits() == 1);
    CHECK((100_dec).digits() == 3);
}

TEST_CASE("abs, signs and the nearest double", "[decimal]") {
    CHECK(abs(-1.50_dec).str() == "1.50");
    CHECK((-(0_dec)).str() == "0");
    CHECK((+(1_dec)).str() == "1");
    CHECK(static_cast<double>(0.1_dec) == 0.1);
    CHECK(static_cast<double>(-12.5_dec) == -12.5);
}

TEST_CASE("a decimal travels as text", "[decimal]") {
    CHECK(Codec<Decimal>::dump(12.50_dec) == Value(ValueKind::decimal, "12.50"));
    CHECK(Codec<Decimal>::load(Value(ValueKind::decimal, "12.50")).str() == "12.50");
    CHECK(Codec<Decimal>::load(Value(3)).str() == "3");
    CHECK_THROWS_AS(Codec<Decimal>::load(Value(ValueKind::decimal, "NaN")), nuage::DataError);
    CHECK_THROWS_AS(Codec<Decimal>::load(Value(1.5)), nuage::DataError);
}
