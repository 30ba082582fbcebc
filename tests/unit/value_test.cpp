// SPDX-License-Identifier: MIT
#include <nuage/meta/value.hpp>

#include <limits>
#include <map>

#include <support/catch.hpp>

#include <nuage/db/driver.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/sql/dialect.hpp>

using namespace nuage;

namespace {

const Bytes octets{std::byte{0x0a}, std::byte{0xff}};
const Uuid uuid = Uuid::parse("550e8400-e29b-41d4-a716-446655440000");

/// The default spellings, nothing else.
class PlainDialect final : public Dialect {
public:
    [[nodiscard]] constexpr std::string_view name() const override { return "plain"; }
    [[nodiscard]] constexpr const Features& features() const override { return features_; }
    [[nodiscard]] constexpr std::span<const Spelling> spellings() const override { return {}; }
    constexpr void placeholder(Text& out, std::size_t) const override { out << '?'; }
    constexpr void column_type(Text&, const FieldInfo&) const override {}
    [[nodiscard]] constexpr std::string_view identity() const override { return {}; }

private:
    Features features_;
};

std::string literal(const Value& value) {
    Text out;
    out << "DEFAULT 1.5 ";  // what precedes a literal does not change it
    PlainDialect().literal(out, value);
    return out.str().substr(12);
}

}  // namespace

TEST_CASE("a value is equal to itself and to nothing of another kind or content", "[value]") {
    const std::vector<Value> values{Value(),
                                    true,
                                    false,
                                    1,
                                    0,
                                    1.0,
                                    0.5,
                                    "1",
                                    "",
                                    octets,
                                    date(2024, 5, 17),
                                    Time(1, 2),
                                    datetime(2024, 5, 17),
                                    Duration(1),
                                    uuid,
                                    Uuid{},
                                    Value(ValueKind::decimal, "1"),
                                    Value(ValueKind::json, "1"),
                                    Value(ValueKind::ip, "::1")};
    for (std::size_t i = 0; i < values.size(); ++i)
        for (std::size_t j = 0; j < values.size(); ++j) {
            INFO(values[i].repr() << " and " << values[j].repr());
            CHECK((values[i] == values[j]) == (i == j));
            CHECK((values[i] < values[j] || values[j] < values[i]) == (i != j));
            CHECK_FALSE((values[i] < values[j] && values[j] < values[i]));
        }
}

TEST_CASE("values are map keys, NaN too", "[value]") {
    std::map<Value, int> map;
    const Value nan = std::numeric_limits<double>::quiet_NaN();
    map[nan] = 1;
    map[2.0] = 2;
    map["b"] = 3;
    map["a"] = 4;
    CHECK(map.size() == 4);
    CHECK(map[nan] == 1);
    CHECK(nan == nan);
    CHECK(Value(2.0) < nan);
}

TEST_CASE("a value survives copy, move and assignment between kinds", "[value]") {
    const Value text("a text that is longer than a small string holds");
    Value other = text;
    CHECK(other == text);
    other = uuid;
    CHECK(other.uuid() == uuid);
    other = text;
    const Value moved = std::move(other);
    CHECK(moved == text);
    Value key = moved;
    key.set_integer(7);
    CHECK(key == Value(7));
    CHECK(Value(octets).bytes() == octets);
}

TEST_CASE("repr is how a person would write the value", "[value]") {
    const auto [value, expected] =
        GENERATE(table<Value, const char*>({{Value(), "NULL"},
                                            {true, "TRUE"},
                                            {42, "42"},
                                            {-0.5, "-0.5"},
                                            {"it's", "'it''s'"},
                                            {octets, "X'0aff'"},
                                            {date(2024, 5, 17), "2024-05-17"},
                                            {Time(1, 2, 3), "01:02:03"},
                                            {datetime(2024, 5, 17, 1), "2024-05-17 01:00:00"},
                                            {Duration(days), "1 00:00:00"},
                                            {uuid, "550e8400-e29b-41d4-a716-446655440000"},
                                            {Value(ValueKind::decimal, "1.50"), "1.50"},
                                            {Value(ValueKind::json, "{}"), "'{}'"},
                                            {Value(ValueKind::ip, "::1"), "::1"}}));
    CHECK(value.repr() == expected);
}

TEST_CASE("a parameter points to the payload of its value", "[value]") {
    const Value number = 42;
    CHECK(param_of(number).storage == Storage::i64);
    CHECK(*static_cast<const std::int64_t*>(param_of(number).data) == 42);
    const Value text = "x";
    CHECK(param_of(text).data == &text.text());
    const Value flag = true;
    CHECK(param_of(flag).storage == Storage::boolean);
    CHECK(*static_cast<const bool*>(param_of(flag).data));
    const Value bytes = octets;
    CHECK(param_of(bytes).storage == Storage::text);
    CHECK(param_of(bytes).kind == ValueKind::bytes);
    CHECK(param_of(Value()).data == nullptr);
    const Value day = date(1970, 1, 3);
    CHECK(param_of(day).storage == Storage::date);
    CHECK(*static_cast<const std::int64_t*>(param_of(day).data) == 2);
    const Value id = uuid;
    CHECK(*static_cast<const Uuid*>(param_of(id).data) == uuid);
}

TEST_CASE("literals of DDL are quoted and unambiguous", "[value]") {
    const auto [value, expected] =
        GENERATE(table<Value, const char*>({{Value(), "NULL"},
                                            {true, "TRUE"},
                                            {false, "FALSE"},
                                            {-42, "-42"},
                                            {3.0, "3.0"},
                                            {0.25, "0.25"},
                                            {1e300, "1e+300"},
                                            {"it's; --", "'it''s; --'"},
                                            {"", "''"},
                                            {octets, "X'0AFF'"},
                                            {date(2024, 5, 17), "'2024-05-17'"},
                                            {Time(1, 2, 3), "'01:02:03'"},
                                            {datetime(2024, 5, 17), "'2024-05-17 00:00:00'"},
                                            {Duration(1'500'000), "1500000"},
                                            {uuid, "'550e8400-e29b-41d4-a716-446655440000'"},
                                            {Value(ValueKind::decimal, "-1.50"), "-1.50"},
                                            {Value(ValueKind::json, "{\"a\":\"'\"}"), "'{\"a\":\"''\"}'"},
                                            {Value(ValueKind::ip, "::1"), "'::1'"}}));
    CHECK(literal(value) == expected);
}

TEST_CASE("what no literal can hold is refused", "[value]") {
    CHECK_THROWS_AS(literal(std::numeric_limits<double>::infinity()), ValueError);
    CHECK_THROWS_AS(literal(std::string("a\0b", 3)), ValueError);
    CHECK_THROWS_AS(literal(Value(ValueKind::decimal, "1; DROP TABLE x")), ValueError);
}
