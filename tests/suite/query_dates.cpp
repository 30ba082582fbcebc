// SPDX-License-Identifier: MIT
// Dates and datetimes: comparisons, and every part of them.
#include <support/catch.hpp>
#include <support/database.hpp>

#include <chrono>

using namespace nuage::literals;
using nuage::date;
using nuage::datetime;
using shop::Sample;

namespace {

/// ISO 8601: the year and week of the week's Thursday.
std::pair<int, int> iso_year_and_week(nuage::Date day) {
    const std::chrono::weekday weekday(day);
    const nuage::Date thursday = day + std::chrono::days(4 - static_cast<int>(weekday.iso_encoding()));
    const std::chrono::year year = std::chrono::year_month_day(thursday).year();
    const nuage::Date first = year / std::chrono::January / 1;
    return {static_cast<int>(year), static_cast<int>((thursday - first).count() / 7 + 1)};
}

struct Parts {
    int year, iso_year, quarter, month, week, day, week_day, iso_week_day;
};
Parts parts_of(nuage::Date day) {
    const std::chrono::year_month_day ymd(day);
    const auto month = static_cast<int>(static_cast<unsigned>(ymd.month()));
    const std::chrono::weekday weekday(day);
    const auto [iso_year, week] = iso_year_and_week(day);
    return {static_cast<int>(ymd.year()), iso_year, (month + 2) / 3, month, week,
            static_cast<int>(static_cast<unsigned>(ymd.day())), static_cast<int>(weekday.c_encoding()) + 1,
            static_cast<int>(weekday.iso_encoding())};
}

/// Around new year weeks belong to one year and days to another; leap days; the ends of the calendar.
const std::vector<nuage::Date> days{
    date(2004, 2, 29), date(2005, 1, 1), date(2005, 1, 2), date(2005, 12, 31), date(2006, 1, 1), date(2006, 1, 2),
    date(2008, 12, 29), date(2008, 12, 31), date(2009, 12, 31), date(2010, 1, 3), date(2010, 1, 4), date(2015, 12, 31),
    date(2016, 1, 3), date(2020, 12, 31), date(2021, 1, 1), date(2024, 2, 29), date(2024, 12, 30), date(1900, 3, 1),
    date(1970, 1, 1), date(1969, 12, 31), date(1, 1, 1), date(9999, 12, 31)};

}  // namespace

TEST_CASE_METHOD(test::Rollback, "each part of a date agrees with the calendar") {
    for (nuage::Date day : days) {
        const auto sample = Sample::objects.create("day"_f = day);
        const Parts parts = parts_of(day);
        CAPTURE(nuage::to_string(day));
        const auto row = Sample::objects.filter("id"_f = sample.id);
        const auto columns =
            row.values_list("day__year"_f, "day__iso_year"_f, "day__quarter"_f, "day__month"_f, "day__week"_f,
                            "day__day"_f, "day__week_day"_f, "day__iso_week_day"_f)[std::size_t{0}];
        CHECK(std::get<0>(columns) == parts.year);
        CHECK(std::get<1>(columns) == parts.iso_year);
        CHECK(std::get<2>(columns) == parts.quarter);
        CHECK(std::get<3>(columns) == parts.month);
        CHECK(std::get<4>(columns) == parts.week);
        CHECK(std::get<5>(columns) == parts.day);
        CHECK(std::get<6>(columns) == parts.week_day);
        CHECK(std::get<7>(columns) == parts.iso_week_day);
    }
}

TEST_CASE_METHOD(test::Rollback, "the same parts of a datetime, in UTC, are those of its day") {
    for (nuage::Date day : days) {
        // The last microsecond: a conversion to another zone, or rounding, would move it to the next day.
        const auto sample = Sample::objects.create("moment"_f = day + nuage::hours * 24 - std::chrono::microseconds(1));
        const Parts parts = parts_of(day);
        CAPTURE(nuage::to_string(day));
        const auto row = Sample::objects.filter("id"_f = sample.id);
        CHECK(row.filter("moment__year"_f = parts.year, "moment__quarter"_f = parts.quarter,
                         "moment__month"_f = parts.month, "moment__day"_f = parts.day)
                  .exists());
        CHECK(row.filter("moment__iso_year"_f = parts.iso_year, "moment__week"_f = parts.week,
                         "moment__week_day"_f = parts.week_day, "moment__iso_week_day"_f = parts.iso_week_day)
                  .exists());
        CHECK(row.filter("moment__date"_f = day).exists());
    }
}

TEST_CASE_METHOD(test::Rollback, "a year is compared as a range with both new years where they belong") {
    for (nuage::Date day : {date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1)})
        Sample::objects.create("day"_f = day, "moment"_f = day + nuage::hours * 24 - std::chrono::microseconds(1));
    Sample::objects.create("flag"_f = true);
    const auto matching = [](const auto& condition) { return Sample::objects.filter(condition).count(); };
    CHECK(matching("day__year"_f = 2020) == 2);
    CHECK(matching("day__year__gt"_f = 2020) == 1);
    CHECK(matching("day__year__gte"_f = 2020) == 3);
    CHECK(matching("day__year__lt"_f = 2020) == 1);
    CHECK(matching("day__year__lte"_f = 2020) == 3);
    CHECK(matching("day__year__in"_f = {2019, 2021}) == 2);
    CHECK(matching("day__year__range"_f = nuage::range(2020, 2021)) == 3);
    CHECK(matching("moment__year"_f = 2020) == 2);
    CHECK(matching("moment__year__gt"_f = 2020) == 1);
    CHECK(matching("moment__year__gte"_f = 2020) == 3);
    CHECK(matching("moment__year__lt"_f = 2020) == 1);
    CHECK(matching("moment__year__lte"_f = 2020) == 3);
    CHECK(matching("moment__year__in"_f = {2019, 2021}) == 2);
    CHECK(matching("day__year"_f != 2020) == 3);
    CHECK(matching("day__year__isnull"_f = true) == 1);
}

TEST_CASE_METHOD(test::Rollback, "a year outside the calendar is before or after every date") {
    Sample::objects.create("day"_f = date(1, 1, 1));
    Sample::objects.create("day"_f = date(9999, 12, 31));
    const auto matching = [](const auto& condition) { return Sample::objects.filter(condition).count(); };
    CHECK(matching("day__year"_f = 0) == 0);
    CHECK(matching("day__year"_f = 10'000) == 0);
    CHECK(matching("day__year__gt"_f = 0) == 2);
    CHECK(matching("day__year__lt"_f = 10'000) == 2);
    CHECK(matching("day__year__lt"_f = 1) == 0);
    CHECK(matching("day__year__gt"_f = 9999) == 0);
    CHECK(matching("day__year"_f = 9999) == 1);
    CHECK(matching("day__year"_f = 1) == 1);
    CHECK(matching("day__year__lt"_f = std::int64_t{1} << 40) == 2);
}

TEST_CASE_METHOD(test::Bookshop, "dates compare, in ranges with both ends") {
    using shop::Book;
    using test::Names;
    using test::titles;
    CHECK(titles(Book::objects.filter("published"_f = date(2020, 12, 31))) == Names{"Beta"});
    CHECK(titles(Book::objects.filter("published"_f > date(2020, 12, 31))) == Names{"Gamma"});
    CHECK(titles(Book::objects.filter("published__range"_f = nuage::range(date(2020, 1, 1), date(2020, 12, 31)))) ==
          Names{"Alpha", "Beta"});
    CHECK(titles(Book::objects.filter("published"_f.in({date(2020, 1, 1), date(2021, 1, 1)}))) ==
          Names{"Alpha", "Gamma"});
    CHECK(titles(Book::objects.filter("author__born__year"_f = 1950)) == Names{"Alpha", "Beta"});
}

TEST_CASE_METHOD(test::Bookshop, "a date held against a datetime means its midnight") {
    using shop::Book;
    using test::Names;
    using test::titles;
    CHECK(titles(Book::objects.filter("released_at"_f = date(2020, 1, 1))) == Names{"Alpha"});
    CHECK(titles(Book::objects.filter("released_at"_f.range(date(2020, 1, 1), date(2020, 12, 31)))) == Names{"Alpha"});
    CHECK(titles(Book::objects.filter("released_at__date"_f.range(date(2020, 1, 1), date(2020, 12, 31)))) ==
          Names{"Alpha", "Beta"});
    CHECK(titles(Book::objects.filter("released_at__lte"_f = datetime(2020, 12, 31, 23, 59, 59, 999'998))) ==
          Names{"Alpha"});
    CHECK(titles(Book::objects.filter("released_at__lte"_f = datetime(2020, 12, 31, 23, 59, 59, 999'999))) ==
          Names{"Alpha", "Beta"});
}
