// SPDX-License-Identifier: MIT
// Times of day, parts of them, and durations.
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using nuage::datetime;
using nuage::Time;
using shop::Sample;

TEST_CASE_METHOD(test::Rollback, "hour, minute and second are cut, never rounded") {
    Sample::objects.create("clock"_f = Time(23, 59, 59, 999'999),
                           "moment"_f = datetime(2024, 5, 17, 23, 59, 59, 999'999));
    const Sample row = Sample::objects.get("clock__hour"_f = 23, "clock__minute"_f = 59, "clock__second"_f = 59);
    CHECK(row.clock == Time(23, 59, 59, 999'999));
    CHECK(Sample::objects.filter("moment__hour"_f = 23, "moment__minute"_f = 59, "moment__second"_f = 59).count() == 1);
    CHECK(Sample::objects.filter("moment__second"_f = 60).count() == 0);
    const auto parts = Sample::objects.values_list("clock__hour"_f, "moment__minute"_f, "moment__second"_f).get();
    CHECK(parts == std::tuple(std::optional(23), std::optional(59), std::optional(59)));
}

TEST_CASE_METHOD(test::Rollback, "parts of times compare as numbers") {
    for (int hour : {0, 9, 10, 23}) Sample::objects.create("tiny"_f = hour, "clock"_f = Time(hour, 60 - hour - 1));
    CHECK(Sample::objects.filter("clock__hour__lt"_f = 10).count() == 2);
    CHECK(Sample::objects.filter("clock__hour__in"_f = {0, 23}).count() == 2);
    CHECK(Sample::objects.filter("clock__minute__range"_f = nuage::range(36, 50)).count() == 3);
    CHECK(Sample::objects.filter("clock__hour"_f = "tiny"_f).count() == 4);
}

TEST_CASE_METHOD(test::Rollback, "the date and the time of a datetime are values of their own") {
    const auto moment = datetime(2024, 5, 17, 8, 30, 0, 5);
    Sample::objects.create("moment"_f = moment);
    Sample::objects.create("moment"_f = datetime(2024, 5, 18));
    CHECK(Sample::objects.filter("moment__date"_f = nuage::date(2024, 5, 17)).count() == 1);
    CHECK(Sample::objects.filter("moment__date__gt"_f = nuage::date(2024, 5, 17)).count() == 1);
    CHECK(Sample::objects.filter("moment__time"_f = Time(8, 30, 0, 5)).count() == 1);
    CHECK(Sample::objects.filter("moment__time"_f = Time(0, 0)).count() == 1);
    CHECK(Sample::objects.filter("moment__time__lt"_f = Time(8, 30, 0, 6)).count() == 2);
    CHECK(Sample::objects.filter("moment__date__year"_f = 2024).count() == 2);
    CHECK(Sample::objects.filter("moment__date__week_day"_f = 6).count() == 1);
    CHECK(Sample::objects.filter("moment__time__hour"_f = 8).count() == 1);
    const auto row = Sample::objects.order_by("moment"_f).values("moment__date"_f, "moment__time"_f)[std::size_t{0}];
    CHECK(row["moment__date"_f] == nuage::date(2024, 5, 17));
    CHECK(row["moment__time"_f] == Time(8, 30, 0, 5));
}

TEST_CASE_METHOD(test::Rollback, "times of day compare with and without a fraction of a second") {
    for (Time time : {Time(8, 0), Time(8, 0, 0, 1), Time(8, 0, 0, 500'000), Time(8, 0, 1)})
        Sample::objects.create("clock"_f = time);
    CHECK(Sample::objects.filter("clock__gt"_f = Time(8, 0)).count() == 3);
    CHECK(Sample::objects.filter("clock__lte"_f = Time(8, 0, 0, 500'000)).count() == 3);
    CHECK(Sample::objects.filter("clock"_f.range(Time(8, 0, 0, 1), Time(8, 0, 1))).count() == 3);
    CHECK(Sample::objects.order_by("-clock"_f).first()->clock == Time(8, 0, 1));
    CHECK(Sample::objects.order_by("clock"_f).first()->clock == Time(8, 0));
}

TEST_CASE_METHOD(test::Rollback, "datetimes order with and without a fraction of a second, before 1970 and after") {
    const std::vector<nuage::DateTime> moments{datetime(1, 1, 1),
                                               datetime(1969, 12, 31, 23, 59, 59, 999'999),
                                               datetime(1970, 1, 1),
                                               datetime(1970, 1, 1, 0, 0, 0, 1),
                                               datetime(1970, 1, 1, 0, 0, 1),
                                               datetime(9999, 12, 31, 23, 59, 59, 999'999)};
    for (std::size_t i : {3u, 0u, 5u, 1u, 4u, 2u}) Sample::objects.create("moment"_f = moments[i]);
    const auto stored = Sample::objects.order_by("moment"_f).flat("moment"_f);
    CHECK(stored == std::vector<std::optional<nuage::DateTime>>(moments.begin(), moments.end()));
    CHECK(Sample::objects.filter("moment__lt"_f = datetime(1970, 1, 1, 0, 0, 0, 1)).count() == 3);
}

TEST_CASE_METHOD(test::Rollback, "durations compare by length, negative ones first") {
    using namespace std::chrono_literals;
    const std::vector<nuage::Duration> spans{-25h, -1us, 0us, 1us, 90min, 24h, 24h + 1us, 1000 * 24h};
    for (nuage::Duration span : spans) Sample::objects.create("span"_f = span);
    CHECK(Sample::objects.filter("span"_f = 24h).count() == 1);
    CHECK(Sample::objects.filter("span__gt"_f = 24h).count() == 2);
    CHECK(Sample::objects.filter("span__lt"_f = nuage::Duration(0)).count() == 2);
    CHECK(Sample::objects.filter("span"_f.range(nuage::Duration(0), nuage::Duration(90min))).count() == 3);
    CHECK(Sample::objects.filter("span"_f.in({nuage::Duration(-25h), nuage::Duration(24h)})).count() == 2);
    const auto stored = Sample::objects.order_by("span"_f).flat("span"_f);
    CHECK(stored == std::vector<std::optional<nuage::Duration>>(spans.begin(), spans.end()));
}

TEST_CASE_METHOD(test::Bookshop, "a duration is added to a datetime by the database") {
    using shop::Book;
    CHECK(test::titles(Book::objects.filter("released_at"_f + "reading_time"_f == datetime(2020, 1, 1, 2))) ==
          test::Names{"Alpha"});
    CHECK(test::titles(Book::objects.filter("released_at__lt"_f = datetime(2020, 1, 1, 1) - nuage::minutes)) ==
          test::Names{"Alpha"});
    CHECK(test::titles(Book::objects.filter("released_at"_f - nuage::hours * 24 < datetime(2020, 1, 1))) ==
          test::Names{"Alpha"});
}
