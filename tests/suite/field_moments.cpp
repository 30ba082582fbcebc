// SPDX-License-Identifier: MIT
// Times are compared inside double parentheses: Catch2 would write them out by way of nanoseconds, which have no
// room for the years tested here.
#include <support/catch.hpp>
#include <support/field_models.hpp>
#include <nuage/meta/validation_error.hpp>

using namespace nuage::literals;
using namespace field_models;

namespace {

Moments saved(Moments object) {
    object.save();
    return Moments::objects.get("id"_f = object.id);
}

constexpr nuage::Duration one{1};

}  // namespace

TEST_CASE_METHOD(Fixture, "dates from year 1 to year 9999 are kept") {
    for (const nuage::Date day : {nuage::date(1, 1, 1), nuage::date(1582, 10, 10), nuage::date(1900, 2, 28),
                                  nuage::date(1969, 12, 31), nuage::date(2000, 2, 29), nuage::date(9999, 12, 31)}) {
        INFO(nuage::to_string(day));
        CHECK((saved({.day = day}).day == day));
        CHECK(Moments::objects.filter("day"_f = day).count() == 1);
    }
    CHECK(Moments::objects.filter("day__lt"_f = nuage::date(1900, 1, 1)).count() == 2);
    CHECK(Moments::objects.filter("day__year"_f = 1).count() == 1);
    CHECK(Moments::objects.filter("day__year"_f = 9999).count() == 1);
}

TEST_CASE_METHOD(Fixture, "points in time are kept to the microsecond") {
    for (const nuage::DateTime moment :
         {nuage::datetime(1, 1, 1), nuage::datetime(1969, 12, 31, 23, 59, 59, 999'999), nuage::datetime(1970, 1, 1),
          nuage::datetime(2024, 5, 17, 12, 30, 0, 1), nuage::datetime(2024, 5, 17, 12, 30, 0, 100'000),
          nuage::datetime(2038, 1, 19, 3, 14, 8), nuage::datetime(9999, 12, 31, 23, 59, 59, 999'999)}) {
        INFO(nuage::to_string(moment));
        CHECK((saved({.moment = moment}).moment == moment));
        CHECK(Moments::objects.filter("moment"_f = moment).count() == 1);
        CHECK(Moments::objects.filter("moment__gt"_f = moment - one, "moment__lte"_f = moment).count() == 1);
    }
}

TEST_CASE_METHOD(Fixture, "times of day are kept from midnight to the last microsecond") {
    for (const nuage::Time clock :
         {nuage::Time(0, 0), nuage::Time(0, 0, 0, 1), nuage::Time(12, 30), nuage::Time(23, 59, 59, 999'999)}) {
        INFO(nuage::to_string(clock));
        CHECK((saved({.clock = clock}).clock == clock));
        CHECK(Moments::objects.filter("clock"_f = clock).count() == 1);
    }
}

TEST_CASE_METHOD(Fixture, "durations are kept with sign and microseconds") {
    const nuage::Duration spans[] = {nuage::Duration(0), one, -one, nuage::days * 400 + nuage::hours * 5 + one,
                                     -(nuage::days * 400 + nuage::hours * 5 + one), nuage::days * 3'000'000,
                                     nuage::days * -3'000'000};
    for (const nuage::Duration span : spans) {
        INFO(nuage::to_string(span));
        CHECK((saved({.span = span}).span == span));
        CHECK(Moments::objects.filter("span"_f = span).count() == 1);
    }
    CHECK(Moments::objects.filter("span__lt"_f = nuage::Duration(0)).count() == 3);
    const std::vector<nuage::Duration> ordered = Moments::objects.order_by("span"_f).flat("span"_f);
    CHECK((ordered.front() == nuage::days * -3'000'000));
    CHECK((ordered.back() == nuage::days * 3'000'000));
}

TEST_CASE_METHOD(Fixture, "UUIDs are kept, nil and all ones too") {
    for (const char* text : {"00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
                             "00112233-4455-6677-8899-aabbccddeeff"}) {
        const nuage::Uuid uuid = nuage::Uuid::parse(text);
        CHECK(saved({.uuid = uuid}).uuid.str() == text);
        CHECK(Moments::objects.filter("uuid"_f = uuid).count() == 1);
    }
}

TEST_CASE_METHOD(Fixture, "a text stands for a UUID, and with a name from run time for a date, and must be well formed") {
    const char* text = "00112233-4455-6677-8899-aabbccddeeff";
    Moments::objects.create("uuid"_f = nuage::Uuid::parse(text));
    CHECK(Moments::objects.filter(nuage::dynamic("uuid") = text).count() == 1);
    CHECK_THROWS_AS(Moments::objects.filter(nuage::dynamic("uuid") = "no uuid").count(), nuage::ValidationError);
    CHECK(Moments::objects.filter(nuage::dynamic("day") = "2024-05-17").count() == 0);
    CHECK_THROWS_AS(Moments::objects.filter(nuage::dynamic("day") = "17.5.2024"), nuage::ValidationError);
    CHECK_THROWS_WITH(Moments::objects.filter(nuage::dynamic("day") = 17), Catch::Contains("[T002] Moments.day is date"));
}
