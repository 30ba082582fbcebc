// SPDX-License-Identifier: MIT
// Dates, times and durations in SQLite.
#ifdef NUAGE_WITH_SQLITE
#include <unit/support/sqlite.hpp>

#include <limits>

using namespace nuage;
using namespace sqlite_test;

TEST_CASE("SQLite: a date bound for a datetime column means its midnight") {
    const auto connection = open();
    const Date day = date(2024, 5, 17);
    const Value value(day);
    for (const Param& param : {Param{Storage::date, &day, ValueKind::datetime},
                               Param{Storage::value, &value, ValueKind::datetime}}) {
        const auto statement = connection->prepare("SELECT ?", {});
        statement->execute({&param, 1});
        REQUIRE(statement->next());
        CHECK(statement->value(0, ValueKind::text).text() == "2024-05-17 00:00:00");
    }
}

TEST_CASE("SQLite: dates and times that others wrote are understood") {
    const auto connection = open();
    const auto moment = [&](const char* content) {
        return ask(*connection, "SELECT ?", {content}, ValueKind::datetime).integer();
    };
    const auto micros = [](DateTime at) { return at.time_since_epoch().count(); };
    CHECK(moment("2024-05-17") == micros(datetime(2024, 5, 17)));
    CHECK(moment("2024-05-17T10:00") == micros(datetime(2024, 5, 17, 10)));
    CHECK(moment("2024-05-17T10:00:01Z") == micros(datetime(2024, 5, 17, 10, 0, 1)));
    CHECK(moment("2024-05-17 10:00:01.5") == micros(datetime(2024, 5, 17, 10, 0, 1, 500'000)));
    CHECK(moment("2024-05-17 10:00:01.1234567") == micros(datetime(2024, 5, 17, 10, 0, 1, 123'456)));
    CHECK(moment("2024-05-17 10:00:01+02:00") == micros(datetime(2024, 5, 17, 8, 0, 1)));
    CHECK(moment("2024-05-17 10:00:01-05:30") == micros(datetime(2024, 5, 17, 15, 30, 1)));
}

TEST_CASE("SQLite: parts of dates and times") {
    const auto connection = open();
    const auto of = [&](std::string_view transform, std::string_view literal) {
        return part(*connection, transform, literal.size() == 10 ? FieldKind::date : FieldKind::datetime, literal);
    };
    // The last week of a year, the first of the next, and the year it belongs to.
    CHECK(of("week", "2020-12-31") == 53);
    CHECK(of("week", "2021-01-03") == 53);
    CHECK(of("week", "2021-01-04") == 1);
    CHECK(of("iso_year", "2021-01-03") == 2020);
    CHECK(of("week", "2024-12-29") == 52);
    CHECK(of("week", "2024-12-30") == 1);
    CHECK(of("iso_year", "2024-12-30") == 2025);
    CHECK(of("week", "2024-12-29 23:59:59.999999") == 52);
    CHECK(of("iso_week_day", "2024-12-29") == 7);
    CHECK(of("iso_week_day", "2024-12-30") == 1);
    CHECK(of("week_day", "2024-12-29") == 1);
    CHECK(of("week_day", "2024-12-28") == 7);
    CHECK(of("quarter", "2024-03-31") == 1);
    CHECK(of("quarter", "2024-04-01") == 2);
    CHECK(of("quarter", "2024-12-31") == 4);
    const std::string_view moment = "2024-05-17 12:34:56.999999";
    CHECK(of("year", moment) == 2024);
    CHECK(of("month", moment) == 5);
    CHECK(of("day", moment) == 17);
    CHECK(of("hour", moment) == 12);
    CHECK(of("minute", moment) == 34);
    CHECK(of("second", moment) == 56);
    CHECK(part(*connection, "hour", FieldKind::time, "23:45:01.5") == 23);
    CHECK(part(*connection, "minute", FieldKind::time, "23:45:01.5") == 45);
    CHECK(part(*connection, "second", FieldKind::time, "23:45:01.5") == 1);
    CHECK(text(*connection, "SUBSTR(?, 12)", {datetime(2024, 5, 17, 1, 2, 3, 4)}) == "01:02:03.000004");
}

TEST_CASE("SQLite: durations move dates and times") {
    const auto connection = open();
    const auto sum = [&](Value a, Value b) {
        return text(*connection, "nuage_temporal_add(?, ?)", {std::move(a), std::move(b)});
    };
    CHECK(sum(datetime(2024, 12, 31, 23, 59, 59, 999'999), Duration(1)) == "2025-01-01 00:00:00");
    CHECK(sum(Duration(1), datetime(2024, 12, 31)) == "2024-12-31 00:00:00.000001");
    CHECK(sum(date(2024, 2, 28), Duration(hours * 36)) == "2024-02-29");
    CHECK(sum(date(2024, 2, 28), Duration(hours * -1)) == "2024-02-27");
    CHECK(sum(Time(23, 30), Duration(hours)) == "00:30:00");
    CHECK(sum(Time(0, 30), Duration(-hours)) == "23:30:00");
    CHECK(number(*connection, "nuage_temporal_add(NULL, 1) IS NULL") == 1);
    CHECK(number(*connection, "nuage_temporal_sub(?, ?)", {datetime(2024, 1, 2), datetime(2024, 1, 1)}) ==
          86'400'000'000);
    CHECK(number(*connection, "nuage_temporal_sub(?, ?)", {date(2024, 1, 1), date(2024, 1, 2)}) == -86'400'000'000);
    CHECK(number(*connection, "nuage_temporal_sub(?, ?)", {Time(2, 0), Time(1, 0)}) == 3'600'000'000);
    CHECK_THROWS_AS(sum("yesterday", Duration(1)), DataError);
    CHECK_THROWS_AS(sum(datetime(9999, 12, 31), Duration(hours * 48)), DataError);
    CHECK_THROWS_AS(sum(datetime(2024, 1, 1), std::numeric_limits<std::int64_t>::max()), DataError);
}
#endif
