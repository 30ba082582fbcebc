// SPDX-License-Identifier: MIT
// Values on their way to SQLite and back.
#ifdef NUAGE_WITH_SQLITE
#include <unit/support/sqlite.hpp>

#include <limits>

using namespace nuage;
using namespace sqlite_test;

TEST_CASE("SQLite: every storage makes the round trip") {
    round_trip(Storage::boolean, ValueKind::boolean, true);
    round_trip(Storage::i16, ValueKind::integer, std::numeric_limits<std::int16_t>::min());
    round_trip(Storage::i32, ValueKind::integer, std::numeric_limits<std::int32_t>::min());
    round_trip(Storage::i64, ValueKind::integer, std::numeric_limits<std::int64_t>::min());
    round_trip(Storage::u16, ValueKind::integer, std::numeric_limits<std::uint16_t>::max());
    round_trip(Storage::u32, ValueKind::integer, std::numeric_limits<std::uint32_t>::max());
    round_trip(Storage::u64, ValueKind::integer, std::uint64_t{0x7FFF'FFFF'FFFF'FFFF});
    round_trip(Storage::f64, ValueKind::real, 0.1);
    round_trip(Storage::f64, ValueKind::real, std::numeric_limits<double>::infinity());
    round_trip(Storage::text, ValueKind::text, std::string("naïve 'quoted' 🌧"));
    round_trip(Storage::text, ValueKind::text, std::string());
    round_trip(Storage::bytes, ValueKind::bytes, Bytes{std::byte{0}, std::byte{255}, std::byte{10}});
    round_trip(Storage::bytes, ValueKind::bytes, Bytes{});
    round_trip(Storage::date, ValueKind::date, date(2024, 2, 29));
    round_trip(Storage::date, ValueKind::date, date(1, 1, 1));
    round_trip(Storage::time, ValueKind::time, Time(23, 59, 59, 999'999));
    round_trip(Storage::time, ValueKind::time, Time(7, 5));
    round_trip(Storage::datetime, ValueKind::datetime, datetime(2024, 5, 17, 12, 30, 1, 20));
    round_trip(Storage::datetime, ValueKind::datetime, datetime(1969, 12, 31, 23, 59, 59, 999'999));
    round_trip(Storage::datetime, ValueKind::datetime, datetime(9999, 12, 31));
    round_trip(Storage::duration, ValueKind::duration, Duration(-1'500'000));
    Uuid uuid;
    for (std::size_t i = 0; i < 16; ++i) uuid.bytes[i] = static_cast<std::uint8_t>(i * 17);
    round_trip(Storage::uuid, ValueKind::uuid, uuid);
}

TEST_CASE("SQLite: an empty blob is not NULL") {
    const Bytes empty;
    const Param param{Storage::bytes, &empty, ValueKind::bytes};
    const auto connection = open();
    const auto statement = connection->prepare("SELECT ? IS NULL", {});
    statement->execute({&param, 1});
    REQUIRE(statement->next());
    CHECK(statement->value(0, ValueKind::integer).integer() == 0);
}

TEST_CASE("SQLite: every kind of Value makes the round trip") {
    const auto connection = open();
    Uuid uuid;
    uuid.bytes[15] = 9;
    const Value values[] = {nullptr, true, 42, 1.5, "text", Value(ValueKind::bytes, std::string("a\0b", 3)),
                            date(2024, 5, 17), Time(1, 2, 3), datetime(2024, 5, 17, 1), Duration(5), uuid,
                            Value(ValueKind::decimal, "12.50"), Value(ValueKind::json, R"({"a": 1})"),
                            Value(ValueKind::ip, "192.0.2.1")};
    for (const Value& value : values) {
        CAPTURE(static_cast<int>(value.kind()));
        CHECK(ask(*connection, "SELECT ?", {value}, value.kind()) == value);
        CHECK(ask_value(*connection, value) == value);
    }
}

TEST_CASE("SQLite: values are stored in Django's forms") {
    const auto connection = open();
    CHECK(text(*connection, "?", {datetime(2024, 5, 17, 1, 2, 3)}) == "2024-05-17 01:02:03");
    CHECK(text(*connection, "?", {datetime(2024, 5, 17, 1, 2, 3, 40)}) == "2024-05-17 01:02:03.000040");
    CHECK(text(*connection, "?", {date(2024, 5, 17)}) == "2024-05-17");
    CHECK(text(*connection, "?", {Time(1, 2, 3, 400'000)}) == "01:02:03.400000");
    CHECK(text(*connection, "?", {Uuid{}}) == "00000000000000000000000000000000");
    CHECK(number(*connection, "?", {true}) == 1);
    CHECK(number(*connection, "?", {Duration(7)}) == 7);
}

TEST_CASE("SQLite: malformed content is refused with the column's name") {
    for (const char* sql : {"''", "'2024-02-30'", "'2024-13-01'", "'2024/01/01'", "'2024-1-1'", "'2024-01-01 '", "17"})
        refuses_to_read<Date>(Storage::date, ValueKind::date, sql);
    for (const char* sql : {"''", "'2024-02-30 10:00:00'", "'2024-02-01 24:00:00'", "'2024-02-01 10:00:60'", "'now'",
                            "'2024-02-01 10:00:00.'", "'2024-02-01 10:00:00.00000x'", "'2024-02-01 10:00:00+'",
                            "'2024-02-01x10:00:00'", "1715904000"})
        refuses_to_read<DateTime>(Storage::datetime, ValueKind::datetime, sql);
    for (const char* sql : {"''", "'24:00:00'", "'10'", "'10:61'", "'10:00:0'", "'10:00:00 '"})
        refuses_to_read<Time>(Storage::time, ValueKind::time, sql);
    refuses_to_read<Uuid>(Storage::uuid, ValueKind::uuid, "'0123'");
    refuses_to_read<Uuid>(Storage::uuid, ValueKind::uuid, "'0123456789abcdef0123456789abcdeg'");
}

TEST_CASE("SQLite: integers that do not fit the member are refused") {
    refuses_to_read<std::int16_t>(Storage::i16, ValueKind::integer, "32768");
    refuses_to_read<std::int32_t>(Storage::i32, ValueKind::integer, "-2147483649");
    refuses_to_read<std::uint16_t>(Storage::u16, ValueKind::integer, "65536");
    refuses_to_read<std::uint32_t>(Storage::u32, ValueKind::integer, "-1");
    refuses_to_read<std::uint64_t>(Storage::u64, ValueKind::integer, "-1");
    const auto connection = open();
    const std::uint64_t large = std::uint64_t{1} << 63;
    const Param param{Storage::u64, &large, ValueKind::integer};
    const auto statement = connection->prepare("SELECT ?", {});
    CHECK_THROWS_AS(statement->execute({&param, 1}), DataError);
}

TEST_CASE("SQLite: decimals have the digits of their column") {
    const auto connection = open();
    connection->execute("CREATE TABLE t (d decimal)");
    const Access access = plain<Value>(Storage::value, ValueKind::decimal);
    const auto stored = [&](const char* content, std::uint8_t places) {
        const Value value(ValueKind::decimal, content);
        const Param param = param_of(value);
        connection->execute("DELETE FROM t");
        connection->prepare("INSERT INTO t VALUES (?)", {})->execute({&param, 1});
        RowPlan plan;
        plan.columns = {{&access, ValueKind::decimal, 0, 0, places}};
        const auto statement = connection->prepare("SELECT d FROM t", {});
        statement->execute({});
        std::deque<Value> rows;
        statement->read_all(plan, {&rows, append<Value>});
        return rows.at(0).text();
    };
    CHECK(stored("12.50", 2) == "12.50");
    CHECK(stored("12.50", ColumnPlan::any_scale) == "12.5");
    CHECK(stored("12", 2) == "12.00");
    CHECK(stored("-0.05", 2) == "-0.05");
    CHECK(stored("0.1", 1) == "0.1");
    CHECK(stored("2.5", 0) == "2");
    CHECK(stored("3.5", 0) == "4");
    CHECK(stored("9.996", 2) == "10.00");
    CHECK(stored("-0.001", 2) == "0.00");
    CHECK(stored("0.000001234", ColumnPlan::any_scale) == "0.000001234");
    CHECK(stored("123456789012345", 2) == "123456789012345.00");
    CHECK(stored("100000000000000000000", 0) == "100000000000000000000");
    CHECK_THROWS_AS(stored("twelve", 2), DataError);
}

TEST_CASE("SQLite: NULL in a Value of a known kind stays NULL") {
    const auto connection = open();
    const Access access = plain<Value>(Storage::value, ValueKind::integer);
    const auto rows = read_column<Value>(*connection, "SELECT 5 UNION ALL SELECT NULL", access);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0] == Value(5));
    CHECK(rows[1].is_null());
}
#endif
