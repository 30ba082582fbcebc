// SPDX-License-Identifier: MIT
// Lookups of numbers.
#include <ranges>

#include <support/catch.hpp>
#include <support/database.hpp>

#include <limits>

using namespace nuage::literals;
using shop::Sample;
using Numbers = std::vector<std::int16_t>;

namespace {

/// tiny: -5, 0, 3, 7 and 32767.
struct Numbered : test::Rollback {
    Numbered() {
        for (int n : {-5, 0, 3, 7, 32767}) Sample::objects.create("tiny"_f = n, "real"_f = n / 2.0);
    }
    template <class C>
    [[nodiscard]] Numbers matching(const C& condition) const {
        return test::sorted(Sample::objects.filter(condition).flat("tiny"_f));
    }
};

}  // namespace

TEST_CASE_METHOD(Numbered, "integers compare by value") {
    CHECK(matching("tiny"_f = 3) == Numbers{3});
    CHECK(matching("tiny__gt"_f = 0) == Numbers{3, 7, 32767});
    CHECK(matching("tiny__gte"_f = 0) == Numbers{0, 3, 7, 32767});
    CHECK(matching("tiny__lt"_f = 3) == Numbers{-5, 0});
    CHECK(matching("tiny__lte"_f = 3) == Numbers{-5, 0, 3});
    CHECK(matching("tiny__range"_f = nuage::range(0, 7)) == Numbers{0, 3, 7});
    CHECK(matching("tiny"_f.range(7, 0)).empty());
}

TEST_CASE_METHOD(Numbered, "operators say the same as lookups") {
    CHECK(matching("tiny"_f == 3) == Numbers{3});
    CHECK(matching("tiny"_f != 3) == Numbers{-5, 0, 7, 32767});
    CHECK(matching("tiny"_f > 3) == Numbers{7, 32767});
    CHECK(matching("tiny"_f >= 3) == Numbers{3, 7, 32767});
    CHECK(matching("tiny"_f < 0) == Numbers{-5});
    CHECK(matching("tiny"_f <= 0) == Numbers{-5, 0});
}

TEST_CASE_METHOD(Numbered, "a fraction held against an integer column means the same as in arithmetic") {
    CHECK(matching("tiny__gt"_f = 2.5) == Numbers{3, 7, 32767});
    CHECK(matching("tiny__gte"_f = 2.5) == Numbers{3, 7, 32767});
    CHECK(matching("tiny__lt"_f = 3.5) == Numbers{-5, 0, 3});
    CHECK(matching("tiny__lte"_f = 3.5) == Numbers{-5, 0, 3});
    CHECK(matching("tiny__lt"_f = -4.5) == Numbers{-5});
    CHECK(matching("tiny__gte"_f = -5.5) == Numbers{-5, 0, 3, 7, 32767});
    CHECK(matching("tiny"_f = 3.0) == Numbers{3});
    CHECK(matching("tiny"_f = 2.5).empty());
    CHECK(matching("tiny"_f.range(-0.5, 3.5)) == Numbers{0, 3});
    CHECK(matching("tiny"_f.in({2.5, 7.0})) == Numbers{7});
    CHECK(matching(!("tiny"_f == 2.5)).size() == 5);
}

TEST_CASE_METHOD(Numbered, "a value that the column cannot hold decides the comparison instead of failing") {
    const std::int64_t huge = 5'000'000'000;
    const double beyond = 1e300;
    CHECK(matching("tiny"_f = huge).empty());
    CHECK(matching("tiny__gt"_f = huge).empty());
    CHECK(matching("tiny__lt"_f = huge).size() == 5);
    CHECK(matching("tiny__gte"_f = -huge).size() == 5);
    CHECK(matching("tiny__lte"_f = -huge).empty());
    CHECK(matching("tiny"_f.range(-huge, 0)) == Numbers{-5, 0});
    CHECK(matching("tiny"_f.range(huge, huge + 1)).empty());
    CHECK(matching("tiny"_f.in({huge, std::int64_t{7}})) == Numbers{7});
    CHECK(matching("tiny__lt"_f = beyond).size() == 5);
    CHECK(matching("tiny__gt"_f = beyond).empty());
    CHECK(matching("tiny__gt"_f = -beyond).size() == 5);
    CHECK(matching(!("tiny"_f == huge)).size() == 5);
    CHECK(matching("tiny"_f == huge || "tiny"_f == 3) == Numbers{3});
    CHECK(matching("tiny__gt"_f = 32767).empty());
    CHECK(matching("tiny__gte"_f = 32767) == Numbers{32767});
}

TEST_CASE_METHOD(Numbered, "NaN compares with no integer") {
    CHECK(matching("tiny__lt"_f = std::numeric_limits<double>::quiet_NaN()).empty());
    CHECK(matching("tiny__gt"_f = std::numeric_limits<double>::quiet_NaN()).empty());
    CHECK(matching("tiny"_f = std::numeric_limits<double>::quiet_NaN()).empty());
}

TEST_CASE_METHOD(Numbered, "doubles compare with integers and fractions") {
    CHECK(matching("real"_f = 1.5) == Numbers{3});
    CHECK(matching("real"_f = 0) == Numbers{0});
    CHECK(matching("real__gt"_f = 1) == Numbers{3, 7, 32767});
    CHECK(matching("real"_f.range(-2.5, 1.5)) == Numbers{-5, 0, 3});
    CHECK(matching("real"_f.in({1.5, 3.5})) == Numbers{3, 7});
}

TEST_CASE_METHOD(Numbered, "in takes any list, and each value once") {
    CHECK(matching("tiny__in"_f = {0, 7, 100}) == Numbers{0, 7});
    CHECK(matching("tiny__in"_f = std::vector<int>{3, 3, 3}) == Numbers{3});
    CHECK(matching("tiny__in"_f = std::views::iota(1, 8)) == matching("tiny__range"_f = nuage::range(1, 7)));
    CHECK(matching("tiny"_f.in({std::optional<int>{7}, std::optional<int>{}})) == Numbers{7});
    const auto params = Sample::objects.filter("tiny"_f.in({3, 3, 7, 3})).sql().params;
    CHECK(params == std::vector<nuage::Value>{3, 7});
}

TEST_CASE_METHOD(Numbered, "an empty list means no rows, and its negation all rows") {
    const std::vector<int> empty;
    CHECK(matching("tiny__in"_f = empty).empty());
    CHECK(matching(!("tiny"_f.in(empty))).size() == 5);
    CHECK(Sample::objects.exclude("tiny"_f.in(empty)).count() == 5);
    CHECK(matching("tiny"_f.in(empty) || "tiny"_f == 3) == Numbers{3});
    CHECK(matching("tiny"_f.in(empty) && "tiny"_f == 3).empty());
    CHECK(matching("tiny"_f.in(std::vector<std::optional<int>>{std::nullopt})).empty());
    CHECK_FALSE(Sample::objects.filter("tiny"_f.in(empty)).exists());
    CHECK(Sample::objects.filter("tiny"_f.in(empty)).count() == 0);
}

TEST_CASE_METHOD(Numbered, "in takes lists of thousands") {
    std::vector<int> most;
    for (int n = -1000; n < 3000; ++n) most.push_back(n);
    CHECK(matching("tiny"_f.in(most)) == Numbers{-5, 0, 3, 7});
    CHECK(Sample::objects.exclude("tiny"_f.in(most)).flat("tiny"_f) == Numbers{32767});
}

TEST_CASE_METHOD(test::Rollback, "the ends of each integer type are stored and found") {
    const auto low = std::numeric_limits<std::int64_t>::min();
    const auto high = std::numeric_limits<std::int64_t>::max();
    Sample::objects.create("tiny"_f = -32768, "whole"_f = std::numeric_limits<std::int32_t>::min(), "huge"_f = low,
                           "pos"_f = std::numeric_limits<std::uint32_t>::max(), "pos_tiny"_f = 65535,
                           "pos_huge"_f = high);
    const Sample row = Sample::objects.get("huge"_f = low);
    CHECK(row.tiny == -32768);
    CHECK(row.whole == std::numeric_limits<std::int32_t>::min());
    CHECK(row.pos == std::numeric_limits<std::uint32_t>::max());
    CHECK(row.pos_tiny == 65535);
    CHECK(row.pos_huge == static_cast<std::uint64_t>(high));
    CHECK(Sample::objects.filter("pos"_f = 4'294'967'295).count() == 1);
    CHECK(Sample::objects.filter("huge__lte"_f = low).count() == 1);
    CHECK(Sample::objects.filter("huge__lt"_f = low).count() == 0);
}

TEST_CASE_METHOD(test::Rollback, "an unsigned value above all signed ones is not taken for a negative one") {
    Sample::objects.create("huge"_f = -1);
    CHECK(Sample::objects.filter("huge"_f = std::numeric_limits<std::uint64_t>::max()).count() == 0);
    CHECK(Sample::objects.filter("huge__lt"_f = std::numeric_limits<std::uint64_t>::max()).count() == 1);
}
