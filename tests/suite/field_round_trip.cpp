// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/field_models.hpp>

#include <limits>

using namespace nuage::literals;
using namespace field_models;

namespace {

template <class M>
M saved(M object) {
    object.save();
    return M::objects.get("pk"_f = object.id);
}

template <class T>
constexpr T least = std::numeric_limits<T>::lowest();
template <class T>
constexpr T most = std::numeric_limits<T>::max();

}  // namespace

TEST_CASE_METHOD(Fixture, "integers keep the extremes of their types") {
    const Numbers low =
        saved(Numbers{.small = least<std::int16_t>, .medium = least<std::int32_t>, .big = least<std::int64_t>});
    CHECK(low.small == -32768);
    CHECK(low.medium == least<std::int32_t>);
    CHECK(low.big == least<std::int64_t>);
    CHECK(low.natural64 == 0);
    const Numbers high = saved(Numbers{.flag = true,
                                       .small = most<std::int16_t>,
                                       .medium = most<std::int32_t>,
                                       .big = most<std::int64_t>,
                                       .natural16 = most<std::uint16_t>,
                                       .natural32 = most<std::uint32_t>,
                                       .natural64 = std::uint64_t{most<std::int64_t>}});
    CHECK(high.flag);
    CHECK(high.small == 32767);
    CHECK(high.medium == most<std::int32_t>);
    CHECK(high.big == most<std::int64_t>);
    CHECK(high.natural16 == 65535);
    CHECK(high.natural32 == most<std::uint32_t>);
    CHECK(high.natural64 == std::uint64_t{most<std::int64_t>});
}

TEST_CASE_METHOD(Fixture, "extreme integers can be found again") {
    saved(Numbers{.big = least<std::int64_t>, .natural32 = most<std::uint32_t>});
    CHECK(Numbers::objects.filter("big"_f = least<std::int64_t>).count() == 1);
    CHECK(Numbers::objects.filter("natural32"_f = most<std::uint32_t>).count() == 1);
    CHECK(Numbers::objects.filter("big__lt"_f = least<std::int64_t> + 1).count() == 1);
    CHECK(Numbers::objects.filter("big"_f = most<std::int64_t>).count() == 0);
}

TEST_CASE_METHOD(Fixture, "doubles keep every bit") {
    for (const double value : {0.1, -1e-300, 1e308, most<double>, std::numeric_limits<double>::min(),
                               123456789.123456789, std::numeric_limits<double>::denorm_min()}) {
        INFO(value);
        CHECK((saved(Numbers{.real = value}).real == value));
    }
}

TEST_CASE_METHOD(Fixture, "infinity is kept, or refused") {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (test::features().stores_infinity) CHECK((saved(Numbers{.real = infinity}).real == infinity));
    else CHECK_THROWS_AS(saved(Numbers{.real = infinity}), nuage::DataError);
}

TEST_CASE_METHOD(Fixture, "decimals are exact and have the digits of their column") {
    const Numbers row = saved(Numbers{.amount = 12.5_dec, .precise = nuage::Decimal("-1234567890.12345")});
    CHECK(row.amount.str() == "12.50");
    CHECK(row.precise.str() == "-1234567890.12345");
    CHECK(saved(Numbers{.amount = 999999.99_dec}).amount.str() == "999999.99");
    CHECK(saved(Numbers{.amount = nuage::Decimal("-999999.99")}).amount.str() == "-999999.99");
    CHECK(saved(Numbers{.amount = 0.01_dec}).amount.str() == "0.01");
    CHECK(saved(Numbers{}).amount.str() == "0.00");
    CHECK(Numbers::objects.filter("amount"_f = 12.50_dec).count() == 1);
    CHECK(Numbers::objects.filter("amount__gt"_f = 12).count() == 2);
}

TEST_CASE_METHOD(Fixture, "enumerations are stored as their texts and numbers") {
    const Texts row = saved(Texts{.status = Status::gone, .tier = Tier::gold});
    CHECK((row.status == Status::gone));
    CHECK((row.tier == Tier::gold));
    CHECK(nuage::label(row.status) == "Out of print");
    CHECK(Texts::objects.filter("status"_f = Status::gone, "tier"_f = Tier::gold).count() == 1);
    CHECK(Texts::objects.filter("tier__in"_f = {Tier::basic, Tier::silver}).count() == 0);
    CHECK(Texts::objects.raw("SELECT * FROM field_models_texts WHERE status = ? AND tier = ?", "gone", 70000).size() ==
          1);
}

TEST_CASE_METHOD(Fixture, "a stored text that is no choice is an error when it is read") {
    saved(Texts{});
    nuage::db::execute("UPDATE field_models_texts SET status = 'sold'", {}, nullptr);
    CHECK_THROWS_AS(Texts::objects.get(), nuage::DataError);
    CHECK_THROWS_WITH(Texts::objects.get(), Catch::Contains("sold") && Catch::Contains("Status"));
}
