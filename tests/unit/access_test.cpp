// SPDX-License-Identifier: MIT
#include <nuage/meta/access.hpp>

#include <limits>

#include <support/catch.hpp>

#include <nuage/meta/errors.hpp>

using namespace nuage;

namespace {

template <class T>
Access optional_access(Storage storage, ValueKind kind) {
    return {.storage = storage,
            .kind = kind,
            .nullable = true,
            .get = [](const void* m) -> const void* {
                const auto& optional = *static_cast<const std::optional<T>*>(m);
                return optional ? &*optional : nullptr;
            },
            .emplace = [](void* m) -> void* { return &static_cast<std::optional<T>*>(m)->emplace(); },
            .reset = [](void* m) { static_cast<std::optional<T>*>(m)->reset(); }};
}

/// Writes `value` into a fresh member and reads the member again.
template <class T>
Value through(Storage storage, ValueKind kind, const Value& value) {
    const Access access{.storage = storage, .kind = kind};
    T member{};
    write_member(access, &member, value);
    return read_member(access, &member);
}

struct Money {
    std::string digits;
};
const Access money{.storage = Storage::custom,
                   .kind = ValueKind::decimal,
                   .load =
                       [](void* payload, const Value& v) {
                           if (v.kind() != ValueKind::decimal || v.text() == "13") throw DataError("no money");
                           static_cast<Money*>(payload)->digits = v.text();
                       },
                   .dump = [](const void* payload) {
                       return Value(ValueKind::decimal, static_cast<const Money*>(payload)->digits);
                   }};

}  // namespace

TEST_CASE("a member of each storage is written and read back", "[access]") {
    CHECK(through<bool>(Storage::boolean, ValueKind::boolean, true) == Value(true));
    CHECK(through<std::int16_t>(Storage::i16, ValueKind::integer, -7) == Value(-7));
    CHECK(through<std::int32_t>(Storage::i32, ValueKind::integer, 70'000) == Value(70'000));
    CHECK(through<std::int64_t>(Storage::i64, ValueKind::integer, 1LL << 40) == Value(1LL << 40));
    CHECK(through<std::uint16_t>(Storage::u16, ValueKind::integer, 65'535) == Value(65'535));
    CHECK(through<std::uint32_t>(Storage::u32, ValueKind::integer, 4'000'000'000) == Value(4'000'000'000));
    CHECK(through<std::uint64_t>(Storage::u64, ValueKind::integer, 5) == Value(5));
    CHECK(through<double>(Storage::f64, ValueKind::real, 0.5) == Value(0.5));
    CHECK(through<std::string>(Storage::text, ValueKind::text, "x") == Value("x"));
    const Bytes octets{std::byte{0}, std::byte{255}};
    CHECK(through<Bytes>(Storage::bytes, ValueKind::bytes, octets) == Value(octets));
    CHECK(through<Date>(Storage::date, ValueKind::date, date(2024, 5, 17)) == Value(date(2024, 5, 17)));
    CHECK(through<Time>(Storage::time, ValueKind::time, Time(1, 2)) == Value(Time(1, 2)));
    CHECK(through<DateTime>(Storage::datetime, ValueKind::datetime, datetime(2024, 5, 17)) ==
          Value(datetime(2024, 5, 17)));
    CHECK(through<Duration>(Storage::duration, ValueKind::duration, Duration(5)) == Value(Duration(5)));
    const Uuid uuid = Uuid::random();
    CHECK(through<Uuid>(Storage::uuid, ValueKind::uuid, uuid) == Value(uuid));
    CHECK(through<Value>(Storage::value, ValueKind::integer, "as is") == Value("as is"));
    CHECK(through<Value>(Storage::value, ValueKind::integer, Value()).is_null());
}

TEST_CASE("values are converted where a field allows it", "[access]") {
    CHECK(through<double>(Storage::f64, ValueKind::real, 3) == Value(3.0));
    CHECK(through<bool>(Storage::boolean, ValueKind::boolean, 1) == Value(true));
    CHECK(through<std::int32_t>(Storage::i32, ValueKind::integer, true) == Value(1));
    CHECK(through<Date>(Storage::date, ValueKind::date, "2024-05-17") == Value(date(2024, 5, 17)));
    CHECK(through<DateTime>(Storage::datetime, ValueKind::datetime, "2024-05-17T01:00:00Z") ==
          Value(datetime(2024, 5, 17, 1)));
    CHECK(through<Duration>(Storage::duration, ValueKind::duration, "00:00:01") == Value(Duration(seconds)));
    CHECK(through<Uuid>(Storage::uuid, ValueKind::uuid, Uuid{}.str()) == Value(Uuid{}));
    CHECK(through<std::string>(Storage::text, ValueKind::ip, "2001:DB8::0") == Value(ValueKind::ip, "2001:db8::"));
    CHECK(through<std::string>(Storage::text, ValueKind::json, "{}") == Value(ValueKind::json, "{}"));
    CHECK(through<std::string>(Storage::text, ValueKind::decimal, 12) == Value(ValueKind::decimal, "12"));
    CHECK(through<std::string>(Storage::text, ValueKind::decimal, 0.1) == Value(ValueKind::decimal, "0.1"));
    CHECK(through<std::string>(Storage::text, ValueKind::decimal, 1e20) ==
          Value(ValueKind::decimal, "100000000000000000000"));
    CHECK(through<std::string>(Storage::text, ValueKind::decimal, "-1.50") == Value(ValueKind::decimal, "-1.50"));
    CHECK_NOTHROW(through<std::string>(Storage::text, ValueKind::decimal, -std::numeric_limits<double>::denorm_min()));
}

TEST_CASE("an integer that does not fit its member is refused", "[access]") {
    CHECK_THROWS_WITH((through<std::int16_t>(Storage::i16, ValueKind::integer, 70'000)),
                      "value 70000 is out of range for a 16-bit integer");
    CHECK_THROWS_WITH((through<std::uint32_t>(Storage::u32, ValueKind::integer, -1)),
                      "value -1 is out of range for an unsigned 32-bit integer");
    CHECK_THROWS_AS((through<std::int32_t>(Storage::i32, ValueKind::integer, 1LL << 31)), DataError);
    CHECK_THROWS_AS((through<std::uint16_t>(Storage::u16, ValueKind::integer, 65'536)), DataError);
    CHECK_THROWS_AS((through<std::uint64_t>(Storage::u64, ValueKind::integer, -1)), DataError);
    const std::uint64_t huge = std::numeric_limits<std::uint64_t>::max();
    CHECK_THROWS_WITH(read_member({.storage = Storage::u64, .kind = ValueKind::integer}, &huge),
                      "value 18446744073709551615 is out of range for a signed 64-bit column");
}

TEST_CASE("a value of another kind is refused with both kinds", "[access]") {
    CHECK_THROWS_WITH((through<std::int64_t>(Storage::i64, ValueKind::integer, "12")),
                      "expected an integer, got text: '12'");
    CHECK_THROWS_WITH((through<std::string>(Storage::text, ValueKind::text, 12)), "expected text, got an integer: 12");
    CHECK_THROWS_AS((through<std::int64_t>(Storage::i64, ValueKind::integer, 1.5)), DataError);
    CHECK_THROWS_AS((through<bool>(Storage::boolean, ValueKind::boolean, 2)), DataError);
    CHECK_THROWS_AS((through<Date>(Storage::date, ValueKind::date, "17.05.2024")), DataError);
    CHECK_THROWS_AS((through<std::string>(Storage::text, ValueKind::decimal, "1e3")), DataError);
    CHECK_THROWS_AS((through<std::string>(Storage::text, ValueKind::decimal, std::numeric_limits<double>::infinity())),
                    DataError);
}

TEST_CASE("NULL empties an optional and is refused by any other member", "[access]") {
    const Access access = optional_access<std::int32_t>(Storage::i32, ValueKind::integer);
    std::optional<std::int32_t> member = 5;
    CHECK(read_member(access, &member) == Value(5));
    write_member(access, &member, Value());
    CHECK(!member);
    CHECK(read_member(access, &member).is_null());
    write_member(access, &member, 7);
    CHECK(member == 7);
    CHECK_THROWS_AS((through<std::int32_t>(Storage::i32, ValueKind::integer, Value())), DataError);
}

TEST_CASE("a refused value leaves the member as it was", "[access]") {
    const Access access = optional_access<std::int16_t>(Storage::i16, ValueKind::integer);
    std::optional<std::int16_t> member;
    CHECK_THROWS_AS(write_member(access, &member, 70'000), DataError);
    CHECK(!member);
    member = std::int16_t{3};
    CHECK_THROWS_AS(write_member(access, &member, "x"), DataError);
    CHECK(member == std::int16_t{3});

    Access nullable_money = optional_access<Money>(Storage::custom, ValueKind::decimal);
    nullable_money.load = money.load;
    nullable_money.dump = money.dump;
    std::optional<Money> purse;
    CHECK_THROWS_AS(write_member(nullable_money, &purse, 13), DataError);
    CHECK(!purse);
    write_member(nullable_money, &purse, 14);
    CHECK(read_member(nullable_money, &purse) == Value(ValueKind::decimal, "14"));
    CHECK_THROWS_AS(write_member(nullable_money, &purse, 13), DataError);
    CHECK(read_member(nullable_money, &purse) == Value(ValueKind::decimal, "14"));
}

TEST_CASE("a custom type is given a value of its column's kind", "[access]") {
    Money member;
    write_member(money, &member, 12);
    CHECK(member.digits == "12");
    CHECK(read_member(money, &member) == Value(ValueKind::decimal, "12"));
    CHECK_THROWS_AS(write_member(money, &member, "a lot"), DataError);
}
