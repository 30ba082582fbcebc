// SPDX-License-Identifier: MIT
#include <nuage/meta/types.hpp>

#include <limits>

#include <support/catch.hpp>

#include <nuage/meta/errors.hpp>

using namespace nuage;

TEST_CASE("dates and times are written as ISO 8601, microseconds only where there are any", "[types]") {
    CHECK(to_string(date(2024, 5, 17)) == "2024-05-17");
    CHECK(to_string(date(33, 1, 2)) == "0033-01-02");
    CHECK(to_string(Time(7, 5)) == "07:05:00");
    CHECK(to_string(Time(23, 59, 59, 5)) == "23:59:59.000005");
    CHECK(to_string(datetime(2024, 5, 17, 12, 30)) == "2024-05-17 12:30:00");
    CHECK(to_string(datetime(2024, 5, 17, 12, 30, 0, 500'000)) == "2024-05-17 12:30:00.500000");
    CHECK(to_string(datetime(1969, 12, 31, 23, 59, 59, 999'999)) == "1969-12-31 23:59:59.999999");
}

TEST_CASE("what is written is read back", "[types]") {
    const auto moment = GENERATE(datetime(2024, 2, 29, 23, 59, 59, 999'999), datetime(1900, 1, 1), datetime(1, 1, 1),
                                 datetime(9999, 12, 31, 23, 59, 59, 1), DateTime{});
    CHECK(parse_datetime(to_string(moment)) == moment);
    const Date day = std::chrono::floor<std::chrono::days>(moment);
    CHECK(parse_date(to_string(day)) == day);
    const Time time(moment - day);
    CHECK(parse_time(to_string(time)) == time);
}

TEST_CASE("a date and time may have a T, a fraction and an offset", "[types]") {
    const DateTime noon = datetime(2024, 5, 17, 12);
    const auto text = GENERATE("2024-05-17T12:00:00", "2024-05-17 12:00", "2024-05-17T12:00:00Z",
                               "2024-05-17 12:00:00.0z", "2024-05-17 14:00:00+02:00", "2024-05-17 14:00:00+02",
                               "2024-05-17T06:30:00.000000-0530", "2024-05-18T02:00:00+14:00");
    CHECK(parse_datetime(text) == noon);
    CHECK(parse_datetime("2024-05-17 12:00:00.5") == datetime(2024, 5, 17, 12, 0, 0, 500'000));
    CHECK(parse_datetime("2024-05-17 12:00:00.000050") == datetime(2024, 5, 17, 12, 0, 0, 50));
}

TEST_CASE("malformed dates and times are refused", "[types]") {
    const auto no_date = GENERATE("", "2024-5-17", "2024-02-30", "2023-02-29", "2024-13-01", "2024-00-01", "24-01-01",
                                  "2024-05-17 ", "2024/05/17", "-2024-05-17", "2024-05-17x");
    CHECK_THROWS_AS(parse_date(no_date), ValueError);
    const auto no_time =
        GENERATE("", "12", "24:00", "12:60", "12:00:60", "12:00:00.", "12:00:00.1234567", "1:00", "12:00Z");
    CHECK_THROWS_AS(parse_time(no_time), ValueError);
    const auto no_moment = GENERATE("2024-05-17", "2024-05-17x12:00", "2024-05-17  12:00", "2024-05-17 12:00:00+",
                                    "2024-05-17 12:00:00+2", "2024-05-17 12:00:00+02:", "2024-05-17 12:00:00ZZ");
    CHECK_THROWS_AS(parse_datetime(no_moment), ValueError);
}

TEST_CASE("the error of a parser has the text and what was expected", "[types]") {
    CHECK_THROWS_WITH(parse_date("tomorrow"), "'tomorrow' is no date; expected YYYY-MM-DD");
}

TEST_CASE("durations are written as Django writes them, and read back", "[types]") {
    CHECK(to_string(Duration{}) == "00:00:00");
    CHECK(to_string(days + 2 * hours + 3 * minutes + 4 * seconds + Duration(5)) == "1 02:03:04.000005");
    CHECK(to_string(Duration(-1)) == "-1 23:59:59.999999");
    const auto duration =
        GENERATE(Duration{}, Duration(1), Duration(-1), Duration(-days), Duration(-25 * hours),
                 Duration(4000 * days + Duration(123'456)), Duration(std::numeric_limits<std::int64_t>::max()));
    CHECK(parse_duration(to_string(duration)) == duration);
}

TEST_CASE("durations are read from clocks, seconds and ISO 8601", "[types]") {
    const auto [text, expected] =
        GENERATE(table<const char*, Duration>({{"01:02:03", hours + 2 * minutes + 3 * seconds},
                                               {"100:00:00", 100 * hours},
                                               {"-00:00:01.5", Duration(-1'500'000)},
                                               {"-1 00:00:00", -days},
                                               {"-1 -02:00:00", -26 * hours},
                                               {"90", 90 * seconds},
                                               {"90.25", Duration(90'250'000)},
                                               {"-3", -3 * seconds},
                                               {"P1DT2H", 26 * hours},
                                               {"P2W", 14 * days},
                                               {"PT1M0.000001S", Duration(60'000'001)},
                                               {"-P1D", -days},
                                               {"PT36H", 36 * hours}}));
    CHECK(parse_duration(text) == expected);
}

TEST_CASE("malformed durations are refused", "[types]") {
    const auto text =
        GENERATE("", "P", "PT", "P1DT", "P1Y", "P1M", "PT1H1D", "P1.5D", "PT1S1M", "1 day", "1:2:3", "00:60:00", "1 ",
                 " 00:00:01", "99999999999 00:00:00", "9999999999999999999", "1.1234567", "--1");
    CHECK_THROWS_AS(parse_duration(text), ValueError);
}

TEST_CASE("a UUID is read with or without dashes and braces, and written with dashes", "[types]") {
    constexpr std::string_view canonical = "550e8400-e29b-41d4-a716-446655440000";
    const auto text = GENERATE("550e8400-e29b-41d4-a716-446655440000", "550E8400E29B41D4A716446655440000",
                               "{550e8400-e29b-41d4-a716-446655440000}");
    CHECK(Uuid::parse(text).str() == canonical);
    CHECK(Uuid{}.str() == "00000000-0000-0000-0000-000000000000");
    const auto wrong =
        GENERATE("", "550e8400", "550e8400-e29b-41d4-a716-44665544000g", "550e8400e29b-41d4-a716-446655440000-",
                 "550e8400-e29b-41d4-a7164-46655440000", "{550e8400-e29b-41d4-a716-446655440000");
    CHECK_THROWS_AS(Uuid::parse(wrong), ValueError);
}

TEST_CASE("a random UUID has version 4 and is new each time", "[types]") {
    const Uuid one = Uuid::random();
    CHECK(one != Uuid::random());
    CHECK(one.str()[14] == '4');
    CHECK((one.bytes[8] & 0xc0) == 0x80);
}

TEST_CASE("IP addresses of both families are read and written in their short form", "[types]") {
    CHECK(IpAddress::parse("192.0.2.1").str() == "192.0.2.1");
    CHECK(IpAddress::parse("2001:DB8:0:0:0:0:0:1").str() == "2001:db8::1");
    CHECK(IpAddress{}.str() == "0.0.0.0");
    const auto wrong =
        GENERATE("", "192.0.2", "192.0.2.256", "192.0.2.1/24", "2001:db8", "localhost", "::1%lo", " ::1");
    CHECK_THROWS_AS(IpAddress::parse(wrong), ValueError);
    CHECK_THROWS_AS(IpAddress::parse(std::string_view("1.2.3.4\0x", 9)), ValueError);
}

TEST_CASE("now() is a moment of today()", "[types]") {
    const Date before = today();
    const DateTime moment = now();
    CHECK(moment >= before);
    CHECK(moment < today() + days);
}
