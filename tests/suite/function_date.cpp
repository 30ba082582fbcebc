// SPDX-License-Identifier: MIT
// Parts and beginnings of dates and times, in UTC and in zones.
#include <support/catch.hpp>
#include <support/one_sample.hpp>

using namespace nuage;
using namespace nuage::literals;
using shop::Sample;

TEST_CASE_METHOD(test::OneSample, "parts of dates are functions, too") {
    CHECK(value(ExtractYear("moment"_f)) == 2024);
    CHECK(value(ExtractIsoYear("moment"_f)) == 2024);
    CHECK(value(ExtractQuarter("moment"_f)) == 1);
    CHECK(value(ExtractMonth("day"_f)) == 2);
    CHECK(value(ExtractWeek("day"_f)) == 9);
    CHECK(value(ExtractDay("day"_f)) == 29);
    CHECK(value(ExtractWeekDay("day"_f)) == 5);
    CHECK(value(ExtractIsoWeekDay("day"_f)) == 4);
    CHECK(value(ExtractHour("clock"_f)) == 13);
    CHECK(value(ExtractMinute("clock"_f)) == 45);
    CHECK(value(ExtractSecond("clock"_f)) == 59);
    CHECK(value(Extract<"second">("moment"_f)) == 15);
    CHECK(value(TruncDate("moment"_f)) == date(2024, 2, 29));
    CHECK(value(TruncTime("moment"_f)) == Time(23, 30, 15, 123456));
}

TEST_CASE_METHOD(test::OneSample, "moments are cut back to the beginning of a year, a month, an hour") {
    Sample::objects.update("moment"_f = datetime(2024, 8, 21, 23, 30, 15, 123456), "day"_f = date(2024, 8, 21));
    CHECK(value(TruncYear("moment"_f)) == datetime(2024, 1, 1));
    CHECK(value(TruncQuarter("moment"_f)) == datetime(2024, 7, 1));
    CHECK(value(TruncMonth("moment"_f)) == datetime(2024, 8, 1));
    CHECK(value(TruncWeek("moment"_f)) == datetime(2024, 8, 19));
    CHECK(value(TruncDay("moment"_f)) == datetime(2024, 8, 21));
    CHECK(value(TruncHour("moment"_f)) == datetime(2024, 8, 21, 23));
    CHECK(value(TruncMinute("moment"_f)) == datetime(2024, 8, 21, 23, 30));
    CHECK(value(TruncSecond("moment"_f)) == datetime(2024, 8, 21, 23, 30, 15));
    CHECK(value(TruncYear("day"_f)) == date(2024, 1, 1));
    CHECK(value(TruncQuarter("day"_f)) == date(2024, 7, 1));
    CHECK(value(TruncMonth("day"_f)) == date(2024, 8, 1));
    CHECK(value(TruncWeek("day"_f)) == date(2024, 8, 19));
    CHECK(value(TruncDay("day"_f)) == date(2024, 8, 21));
    CHECK(value(TruncHour("clock"_f)) == Time(13, 0));
    CHECK(value(TruncMinute("clock"_f)) == Time(13, 45));
    CHECK(value(TruncSecond("clock"_f)) == Time(13, 45, 59));
    CHECK(value(TruncMonth<Date>("moment"_f)) == date(2024, 8, 1));
    CHECK(value(TruncHour<Time>("moment"_f)) == Time(23, 0));
    CHECK(value(Trunc<"month">("moment"_f)) == datetime(2024, 8, 1));
    CHECK(value(Trunc<"quarter">("day"_f)) == date(2024, 7, 1));
    CHECK(value(Trunc<"week", Date>("moment"_f)) == date(2024, 8, 19));
    CHECK(value(Trunc<"minute", Time>("moment"_f)) == Time(23, 30));
}

TEST_CASE_METHOD(test::OneSample, "in a zone ahead of UTC it may be another day") {
    CHECK(value(ExtractDay("moment"_f, nuage::hours * 2)) == 1);
    CHECK(value(ExtractHour("moment"_f, nuage::hours * -3)) == 20);
    CHECK(value(TruncDay("moment"_f, nuage::hours * 2)) == datetime(2024, 2, 29, 22));
    CHECK(value(TruncMonth<Date>("moment"_f, nuage::hours * 2)) == date(2024, 3, 1));
    CHECK(value(Trunc<"day">("moment"_f, nuage::hours * 2)) == datetime(2024, 2, 29, 22));
    CHECK(value(Trunc<"day", Date>("moment"_f, nuage::hours * 2)) == date(2024, 3, 1));
    CHECK(value(ExtractHour("moment"_f, "UTC")).value_or(23) == 23);   // MySQL may know no zones by name
    CHECK_THROWS_AS(ExtractHour("moment"_f, "+02:00"), ValueError);
}

TEST_CASE_METHOD(test::OneSample, "zones have their names, and summer time") {
    // Some servers have no tables of time zones.
    if (value(ExtractHour("moment"_f, "Europe/Paris")) == std::nullopt) return;
    CHECK(value(ExtractHour("moment"_f, "Europe/Paris")) == 0);
    CHECK(value(TruncDay("moment"_f, "Europe/Paris")) == datetime(2024, 2, 29, 23));
    CHECK(value(TruncYear("moment"_f, "Europe/Paris")) == datetime(2023, 12, 31, 23));
    Sample::objects.update("moment"_f = datetime(2024, 7, 1, 12));
    CHECK(value(ExtractHour("moment"_f, "Europe/Paris")) == 14);
    CHECK(value(TruncDay("moment"_f, "America/New_York")) == datetime(2024, 7, 1, 4));
    CHECK(value(TruncYear("moment"_f, "America/New_York")) == datetime(2024, 1, 1, 5));
    // After the tables' last change the rule goes on.
    Sample::objects.update("moment"_f = datetime(2090, 7, 1, 12));
    CHECK(value(ExtractHour("moment"_f, "Europe/Paris")) == 14);
    Sample::objects.update("moment"_f = datetime(2090, 12, 1, 12));
    CHECK(value(ExtractHour("moment"_f, "Europe/Paris")) == 13);
    CHECK_THROWS_AS(nuage::atomic([] { static_cast<void>(value(ExtractHour("moment"_f, "Nowhere/At_All")).value()); }), std::exception);
}

TEST_CASE_METHOD(test::OneSample, "Now() is the time of the database") {
    CHECK(Sample::objects.filter("moment"_f < Now()).count() == 1);
    const DateTime told = value(Now());
    CHECK(std::chrono::abs(told - std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now())) < std::chrono::minutes(1));
    CHECK(Sample::objects.update("moment"_f = Now()) == 1);
    CHECK(Sample::objects.filter("moment"_f > Now() - nuage::hours).count() == 1);
}
