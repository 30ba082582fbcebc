// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;

// Text for a date does not compile but by a name from run time.
CASE("lookup_date.date_exact_string") { return Sample::objects.filter(dynamic("day") = "2020-02-29").flat("pk"_f); }

CASE("lookup_date.date_gt") { return Sample::objects.filter("day__gt"_f = date(2020, 12, 31)).flat("pk"_f); }

CASE("lookup_date.date_in") { return Sample::objects.filter("day__in"_f = {date(2000, 2, 29), date(2024, 2, 29)}).flat("pk"_f); }

CASE("lookup_date.year_gt") { return Sample::objects.filter("day__year__gt"_f = 2020).flat("pk"_f); }

CASE("lookup_date.year_gte") { return Sample::objects.filter("day__year__gte"_f = 2020).flat("pk"_f); }

CASE("lookup_date.year_datetime_boundary") { return Sample::objects.filter("moment__year"_f = 2019).flat("pk"_f); }

CASE("lookup_date.iso_year") { return Sample::objects.filter("day__iso_year"_f = 2020).flat("pk"_f); }

CASE("lookup_date.iso_year_lte") { return Sample::objects.filter("day__iso_year__lte"_f = 2015).flat("pk"_f); }

CASE("lookup_date.month") { return Sample::objects.filter("day__month"_f = 2).flat("pk"_f); }

CASE("lookup_date.month_gte") { return Sample::objects.filter("day__month__gte"_f = 12).flat("pk"_f); }

CASE("lookup_date.day") { return Sample::objects.filter("day__day"_f = 31).flat("pk"_f); }

CASE("lookup_date.day_29_feb") { return Sample::objects.filter("day__month"_f = 2, "day__day"_f = 29).flat("pk"_f); }

CASE("lookup_date.week_53") { return Sample::objects.filter("day__week"_f = 53).flat("pk"_f); }

CASE("lookup_date.iso_week_day") { return Sample::objects.filter("day__iso_week_day"_f = 7).flat("pk"_f); }

CASE("lookup_date.quarter") { return Sample::objects.filter("day__quarter"_f = 4).flat("pk"_f); }

CASE("lookup_date.quarter_range") { return Sample::objects.filter("day__quarter__range"_f = range(1, 3)).flat("pk"_f); }

CASE("lookup_date.datetime_exact") {
    return Sample::objects.filter("moment"_f = datetime(2019, 12, 31, 23, 59, 59, 999'999)).flat("pk"_f);
}

CASE("lookup_date.datetime_exact_string") {
    return Sample::objects.filter(dynamic("moment") = "2021-01-01 12:30:15").flat("pk"_f);
}

CASE("lookup_date.datetime_micro_gt") {
    return Sample::objects.filter("moment__gt"_f = datetime(2021, 1, 3, 6, 0, 0, 123'455)).flat("pk"_f);
}

CASE("lookup_date.datetime_time_lt") { return Sample::objects.filter("moment__time__lt"_f = Time(7, 0)).flat("pk"_f); }

CASE("lookup_date.datetime_hour") { return Sample::objects.filter("moment__hour"_f = 6).flat("pk"_f); }

CASE("lookup_date.datetime_hour_gte") { return Sample::objects.filter("moment__hour__gte"_f = 18).flat("pk"_f); }

CASE("lookup_date.datetime_second_with_micro") { return Sample::objects.filter("moment__second"_f = 0, "moment__hour"_f = 6).flat("pk"_f); }

CASE("lookup_date.time_second_gte") { return Sample::objects.filter("clock__second__gte"_f = 15).flat("pk"_f); }

CASE("lookup_date.time_range") {
    return Sample::objects.filter("clock__range"_f = range(Time(6, 0), Time(12, 30, 15))).flat("pk"_f);
}

CASE("lookup_date.date_year_f") { return Book::objects.filter("published__year"_f = F("released_at__year"_f)).flat("pk"_f); }
