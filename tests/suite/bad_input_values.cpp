// SPDX-License-Identifier: MIT
// Values that do not fit their column: refused, named, and nothing is written.
#include <support/catch.hpp>
#include <support/field_models.hpp>

#include <limits>

using namespace nuage::literals;
using namespace field_models;
using Catch::Contains;

TEST_CASE_METHOD(Fixture, "create() refuses an integer that its member cannot hold") {
    CHECK_THROWS_AS(Numbers::objects.create("small"_f = 70'000), nuage::DataError);
    CHECK_THROWS_AS(Numbers::objects.create("medium"_f = 3'000'000'000), nuage::DataError);
    CHECK_THROWS_AS(Numbers::objects.create("natural16"_f = -1), nuage::DataError);
    CHECK_THROWS_AS(Numbers::objects.create("natural32"_f = std::int64_t{1} << 32), nuage::DataError);
    CHECK(Numbers::objects.count() == 0);
}

TEST_CASE_METHOD(Fixture, "create() into an optional refuses an integer that it cannot hold") {
    CHECK_THROWS_AS(Optionals::objects.create("small"_f = 70'000), nuage::DataError);
    CHECK_THROWS_AS(Optionals::objects.create("natural"_f = -1), nuage::DataError);
    CHECK(Optionals::objects.count() == 0);
}

TEST_CASE_METHOD(Fixture, "update() refuses an integer that the column or the member cannot hold") {
    Numbers::objects.create("small"_f = 1);
    CHECK_THROWS_AS(Numbers::objects.all().update("small"_f = 70'000), nuage::DataError);
    CHECK_THROWS_AS(Numbers::objects.all().update("medium"_f = 3'000'000'000), nuage::DataError);
    CHECK_THROWS_AS(Numbers::objects.all().update("natural16"_f = 70'000), nuage::DataError);
    CHECK_THROWS_AS(Numbers::objects.all().update("natural32"_f = std::int64_t{1} << 32), nuage::DataError);
    CHECK_THROWS_AS(Numbers::objects.all().update("natural16"_f = -1), nuage::DatabaseError);
    CHECK(Numbers::objects.get().small == 1);
}

TEST_CASE_METHOD(Fixture, "a number with a fraction does not become an integer without one") {
    CHECK_THROWS_AS(Numbers::objects.create("medium"_f = 2.5), nuage::DataError);
    CHECK(Numbers::objects.count() == 0);
    Numbers::objects.create("medium"_f = 1);
    CHECK_THROWS_AS(Numbers::objects.all().update("medium"_f = 2.5), nuage::DataError);
    CHECK(Numbers::objects.get().medium == 1);
}

TEST_CASE_METHOD(Fixture, "an error about a value says which field and which value") {
    CHECK_THROWS_WITH(Texts::objects.create("name"_f = std::string(21, 'x')), Contains("name") && Contains("20"));
    CHECK_THROWS_WITH(Numbers::objects.create("amount"_f = nuage::Decimal("1000000.00")),
                      Contains("amount") || Contains("1000000"));
}

TEST_CASE_METHOD(Fixture, "unsigned 64-bit numbers above 2^63-1 are refused by every way of writing") {
    constexpr std::uint64_t above = std::uint64_t{1} << 63;
    Numbers row{.natural64 = above};
    CHECK_THROWS_AS(row.save(), nuage::DataError);
    CHECK_THROWS_AS(Numbers::objects.create("natural64"_f = above), nuage::DataError);
    std::vector<Numbers> rows{Numbers{}, Numbers{.natural64 = above}};
    CHECK_THROWS_AS(Numbers::objects.bulk_create(rows), nuage::DataError);
    CHECK(Numbers::objects.count() == 0);
    Numbers::objects.create("natural64"_f = 1u);
    CHECK_THROWS_AS(Numbers::objects.all().update("natural64"_f = above), nuage::DataError);
    CHECK(Numbers::objects.get().natural64 == 1);
}

TEST_CASE_METHOD(Fixture, "a condition with a number above 2^63-1 is not taken for a negative one") {
    constexpr std::uint64_t above = std::uint64_t{1} << 63;
    Numbers::objects.create("big"_f = std::numeric_limits<std::int64_t>::min());
    CHECK(Numbers::objects.filter("big"_f = above).count() == 0);
    CHECK(Numbers::objects.filter("big__lt"_f = above).count() == 1);
    CHECK(Numbers::objects.filter("natural64__gte"_f = above).count() == 0);
}

TEST_CASE_METHOD(Fixture, "decimals with too many digits are refused by every way of writing") {
    const nuage::Decimal long_one("1000000.00");
    Numbers row{.amount = long_one};
    CHECK_THROWS_AS(row.save(), nuage::DataError);
    CHECK_THROWS_AS(Numbers::objects.create("amount"_f = long_one), nuage::DataError);
    std::vector<Numbers> rows{Numbers{}, Numbers{.amount = long_one}};
    CHECK_THROWS_AS(Numbers::objects.bulk_create(rows), nuage::DataError);
    CHECK(Numbers::objects.count() == 0);
    rows = {Numbers{.amount = 1_dec}};
    Numbers::objects.bulk_create(rows);
    CHECK_THROWS_AS(Numbers::objects.all().update("amount"_f = long_one), nuage::DataError);
    rows[0].amount = long_one;
    CHECK_THROWS_AS(Numbers::objects.bulk_update(rows, nuage::fields("amount"_f)), nuage::DataError);
    CHECK(Numbers::objects.get().amount.str() == "1.00");
}

TEST_CASE_METHOD(Fixture, "text longer than its column is refused by every way of writing") {
    const std::string long_one(21, 'x');
    Texts row{.name = long_one};
    CHECK_THROWS_AS(row.save(), nuage::DataError);
    CHECK(row.id == 0);
    CHECK_THROWS_AS(Texts::objects.create("name"_f = long_one), nuage::DataError);
    std::vector<Texts> rows{Texts{}, Texts{.name = long_one}};
    CHECK_THROWS_AS(Texts::objects.bulk_create(rows), nuage::DataError);
    CHECK(Texts::objects.count() == 0);
    rows = {Texts{.name = "short"}};
    Texts::objects.bulk_create(rows);
    CHECK_THROWS_AS(Texts::objects.all().update("name"_f = long_one), nuage::DataError);
    rows[0].name = long_one;
    CHECK_THROWS_AS(rows[0].save(), nuage::DataError);
    CHECK_THROWS_AS(Texts::objects.bulk_update(rows, nuage::fields("name"_f)), nuage::DataError);
    CHECK(Texts::objects.get().name == "short");
}

TEST_CASE_METHOD(Fixture, "a long text in a condition is no error: no row has it") {
    Texts::objects.create("name"_f = "short");
    CHECK(Texts::objects.filter("name"_f = std::string(5000, 'x')).count() == 0);
    CHECK(Numbers::objects.filter("small"_f = 70'000).count() == 0);
}

TEST_CASE_METHOD(Fixture, "a time outside the day is refused") {
    Moments row{.clock = nuage::Time(25, 0)};
    CHECK_THROWS_AS(row.save(), nuage::DataError);
    row.clock = nuage::Time(nuage::Duration(-1));
    CHECK_THROWS_AS(row.save(), nuage::DataError);
    CHECK(Moments::objects.count() == 0);
}

TEST_CASE_METHOD(Fixture, "an enumerator that is no choice is refused") {
    Texts row{.status = static_cast<Status>(17)};
    CHECK_THROWS_AS(row.save(), nuage::DataError);
    CHECK_THROWS_WITH(row.save(), Contains("17") && Contains("Status"));
    CHECK(Texts::objects.count() == 0);
}
