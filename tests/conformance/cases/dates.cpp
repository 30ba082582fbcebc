// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;
using conf::Order;

CASE("dates.year") { return Book::objects.dates("published"_f, "year"); }

CASE("dates.month") { return Book::objects.filter("pk__lte"_f = 20).dates("published"_f, "month"); }

CASE("dates.day_desc") { return Book::objects.filter("pk__lte"_f = 12).dates("published"_f, "day", "DESC"); }

CASE("dates.bad_kind_error") { return Book::objects.dates("published"_f, "hour"); }

CASE("dates.datetimes_month_desc") { return Order::objects.filter("pk__lte"_f = 12).datetimes("placed_at"_f, "month", "DESC"); }

CASE("dates.datetimes_day") { return Order::objects.filter("pk__lte"_f = 6).datetimes("placed_at"_f, "day"); }

CASE("dates.datetimes_hour") { return Order::objects.filter("pk__lte"_f = 6).datetimes("placed_at"_f, "hour"); }

CASE("dates.datetimes_minute") { return Review::objects.filter("pk__lte"_f = 5).datetimes("posted"_f, "minute"); }
