// SPDX-License-Identifier: MIT
// dates() and datetimes(): which years, months, … there are.
#include <nuage/functions.hpp>

#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using nuage::date;
using nuage::datetime;
using shop::Book;
using shop::Order;
using Dates = std::vector<nuage::Date>;
using Moments = std::vector<nuage::DateTime>;

TEST_CASE_METHOD(test::Bookshop, "dates() gives each year, month, week or day once, in order, without rows that have none") {
    static_assert(std::same_as<decltype(Book::objects.dates("published"_f, "year").fetch()), Dates>);
    CHECK(Book::objects.dates("published"_f, "year").fetch() == Dates{date(2020, 1, 1), date(2021, 1, 1)});
    CHECK(Book::objects.dates("published"_f, "month", "DESC").fetch() == Dates{date(2021, 1, 1), date(2020, 12, 1), date(2020, 1, 1)});
    CHECK(Book::objects.dates("published"_f, "week").fetch() == Dates{date(2019, 12, 30), date(2020, 12, 28)});
    CHECK(Book::objects.dates("published"_f, "day").fetch() == Dates{date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1)});
    CHECK(Book::objects.dates("published"_f, "day")[{1, 2}].fetch() == Dates{date(2020, 12, 31)});
    CHECK(Book::objects.dates("published"_f, "year").count() == 2);
    CHECK(Book::objects.filter("title"_f = "Delta").dates("published"_f, "year").count() == 0);
    CHECK(Book::objects.dates("reviews__posted"_f, "year").count() > 0);
}

TEST_CASE_METHOD(test::Rollback, "datetimes() goes down to seconds; dates() of moments are days") {
    for (const nuage::DateTime placed : {datetime(2023, 5, 17, 12, 34, 56) + std::chrono::microseconds(789), datetime(2023, 5, 17, 12, 34, 57),
                                         datetime(2023, 5, 17, 13, 0, 0), datetime(2023, 8, 6, 23, 59, 59)})
        Order::objects.create("number"_f = std::to_string(placed.time_since_epoch().count() % 1000000007), "placed_at"_f = placed);
    const auto moments = [](const char* kind) { return Order::objects.datetimes("placed_at"_f, kind).fetch(); };
    CHECK(moments("year") == Moments{datetime(2023, 1, 1)});
    CHECK(moments("month") == Moments{datetime(2023, 5, 1), datetime(2023, 8, 1)});
    CHECK(moments("week") == Moments{datetime(2023, 5, 15), datetime(2023, 7, 31)});
    CHECK(moments("day") == Moments{datetime(2023, 5, 17), datetime(2023, 8, 6)});
    CHECK(moments("hour") == Moments{datetime(2023, 5, 17, 12), datetime(2023, 5, 17, 13), datetime(2023, 8, 6, 23)});
    CHECK(moments("minute") == Moments{datetime(2023, 5, 17, 12, 34), datetime(2023, 5, 17, 13), datetime(2023, 8, 6, 23, 59)});
    CHECK(moments("second").size() == 4);
    CHECK(moments("second")[0] == datetime(2023, 5, 17, 12, 34, 56));
    CHECK(Order::objects.dates("placed_at"_f, "day", "DESC").fetch() == Dates{date(2023, 8, 6), date(2023, 5, 17)});
    CHECK(Order::objects.dates("placed_at"_f, "month").fetch() == Dates{date(2023, 5, 1), date(2023, 8, 1)});
}

TEST_CASE_METHOD(test::Bookshop, "kinds and orders that are none are refused") {
    CHECK_THROWS_WITH(Book::objects.dates("published"_f, "hour"), Catch::Matchers::Contains("'kind' must be one of"));
    CHECK_THROWS_AS(Book::objects.dates("published"_f, "quarter"), nuage::ValueError);
    CHECK_THROWS_AS(Book::objects.datetimes("released_at"_f, "century"), nuage::ValueError);
    CHECK_THROWS_AS(Book::objects.dates("published"_f, "year", "UP"), nuage::ValueError);
    CHECK_THROWS_AS(Book::objects.slice(0, 2).dates("published"_f, "year"), nuage::TypeError);
}

TEST_CASE_METHOD(test::Rollback, "datetimes() in a zone are the moments at which a day or hour begins there") {
    for (const nuage::DateTime placed : {datetime(2023, 3, 25, 22, 30), datetime(2023, 3, 25, 23, 30), datetime(2023, 3, 26, 21, 30), datetime(2023, 3, 26, 22, 30)})
        Order::objects.create("number"_f = std::to_string(placed.time_since_epoch().count() % 1000000007), "placed_at"_f = placed);
    const auto ahead = [](const char* kind, const char* order = "ASC") { return Order::objects.datetimes("placed_at"_f, kind, order, nuage::hours * 2); };
    CHECK(ahead("day").fetch() == Moments{datetime(2023, 3, 25, 22), datetime(2023, 3, 26, 22)});
    CHECK(ahead("day", "DESC").fetch() == Moments{datetime(2023, 3, 26, 22), datetime(2023, 3, 25, 22)});
    CHECK(ahead("day").count() == 2);
    CHECK(ahead("day")[{1, 2}].fetch() == Moments{datetime(2023, 3, 26, 22)});
    CHECK(ahead("month").filter("placed_at__lt"_f = datetime(2023, 3, 26)).fetch() == Moments{datetime(2023, 2, 28, 22)});
    CHECK(Order::objects.datetimes("placed_at"_f, "hour", "ASC", nuage::minutes * 330).fetch().size() == 4);
    CHECK_THROWS_AS(Order::objects.datetimes("placed_at"_f, "day", "ASC", "+02:00"), nuage::ValueError);
    CHECK_THROWS_AS(Order::objects.datetimes("placed_at"_f, "century", "ASC", "Europe/Paris"), nuage::ValueError);
    // MySQL's tables of zones may be empty.
    if (Order::objects.filter(nuage::ExtractHour("placed_at"_f, "Europe/Paris") >= 0).count() == 0) return;
    // Summer began in between.
    CHECK(Order::objects.datetimes("placed_at"_f, "day", "ASC", "Europe/Paris").fetch() ==
          Moments{datetime(2023, 3, 24, 23), datetime(2023, 3, 25, 23), datetime(2023, 3, 26, 22)});
}
