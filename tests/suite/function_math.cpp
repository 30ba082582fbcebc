// SPDX-License-Identifier: MIT
// Functions of numbers, each by an example.
#include <support/catch.hpp>
#include <support/one_sample.hpp>

using namespace nuage;
using namespace nuage::literals;
using shop::Sample;

namespace {

// What the database computes is of a nullable column.
auto near(double wanted) {
    return [wanted](const std::optional<double>& given) { return given && std::abs(*given - wanted) < 1e-6; };
}

}  // namespace

TEST_CASE_METHOD(test::OneSample, "functions of numbers keep to C++") {
    CHECK(near(2.5)(value(Abs("real"_f))));
    CHECK(value(Abs("whole"_f)) == 7);
    CHECK(value(Abs("amount"_f)) == 2.25_dec);
    CHECK(near(std::acos(0.25))(value(ACos("real"_f / 10.0))));
    CHECK(near(std::asin(0.25))(value(ASin("real"_f / 10.0))));
    CHECK(near(std::atan(2.5))(value(ATan("real"_f))));
    CHECK(near(std::atan2(2.5, 4))(value(ATan2("real"_f, "tiny"_f))));
    CHECK(near(3)(value(Ceil("real"_f))));
    CHECK(value(Ceil("whole"_f)) == -7);
    CHECK(near(std::cos(2.5))(value(Cos("real"_f))));
    CHECK(near(1 / std::tan(2.5))(value(Cot("real"_f))));
    CHECK(near(2.5 * 57.29577951308232)(value(Degrees("real"_f))));
    CHECK(near(std::exp(2.5))(value(Exp("real"_f))));
    CHECK(near(2)(value(Floor("real"_f))));
    CHECK(near(std::log(2.5))(value(Ln("real"_f))));
    CHECK(near(2)(value(Log(4, 16.0))));
    CHECK(near(-3)(value(Mod("whole"_f, "tiny"_f))));
    CHECK(near(0.5)(value(Mod("real"_f, 1))));
    CHECK(near(49)(value(Power("whole"_f, 2))));
    CHECK(near(4 / 57.29577951308232)(value(Radians("tiny"_f))));
    CHECK(near(std::sin(2.5))(value(Sin("real"_f))));
    CHECK(value(Sign("whole"_f)) == -1);
    CHECK(near(2)(value(Sqrt("tiny"_f))));
    CHECK(near(std::tan(2.5))(value(Tan("real"_f))));
    CHECK(std::abs(value(Pi()) - 3.14159) < 1e-4);
    const double random = value(Random());
    CHECK((random >= 0 && random < 1));
}

TEST_CASE_METHOD(test::OneSample, "Round() keeps the type, and counts digits before the point as negative") {
    CHECK(value(Round("amount"_f, 1)) == 2.3_dec);
    CHECK(value(Round("amount"_f)) == 2_dec);
    CHECK(near(2.5)(value(Round("real"_f, 1))));
    CHECK(value(Round("whole"_f, -1)) == -10);
    CHECK(value(Round("whole"_f)) == -7);
    Sample::objects.update("real"_f = 1251.0);
    CHECK(near(1300)(value(Round("real"_f, -2))));
}

TEST_CASE_METHOD(test::OneSample, "bits of integers are combined") {
    CHECK(value(BitAnd("pos"_f, 6)) == 4);
    CHECK(value(BitOr("pos"_f, 3)) == 15);
    CHECK(value(BitXor("pos"_f, 5)) == 9);
    CHECK(value(BitLeftShift("tiny"_f, 2)) == 16);
    CHECK(value(BitRightShift("pos"_f, 1)) == 6);
    CHECK(value(BitAnd("whole"_f, 15)) == 9);
    CHECK(value(BitOr("whole"_f, 1)) == -7);
}

TEST_CASE_METHOD(test::OneSample, "functions of numbers end names") {
    CHECK(Sample::objects.filter("whole__abs"_f = 7).count() == 1);
    CHECK(Sample::objects.filter("real__floor__lt"_f = 2.5).count() == 1);
    CHECK(Sample::objects.filter("tiny__sqrt"_f = 2).count() == 1);
    static_assert(std::same_as<decltype(Sample::objects.flat("amount__abs"_f))::value_type, std::optional<Decimal>>);
    static_assert(std::same_as<decltype(Sample::objects.flat("tiny__sqrt"_f))::value_type, std::optional<double>>);
}

TEST_CASE_METHOD(test::Rollback, "a number that is too great to be computed is refused data") {
    shop::Sample::objects.create("whole"_f = 1, "huge"_f = std::numeric_limits<std::int64_t>::min());
    const auto rows = shop::Sample::objects.annotate("n"_f = nuage::Abs("huge"_f)).values_list("n"_f);
    CHECK_THROWS_AS(nuage::atomic([&] { static_cast<void>(rows.fetch()); }), nuage::DataError);
}
