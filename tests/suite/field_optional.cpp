// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/field_models.hpp>

using namespace nuage::literals;
using namespace field_models;

namespace {

Optionals full() {
    return {.flag = false, .small = std::int16_t{0}, .big = 0, .natural = 0u, .real = 0.0, .amount = 0_dec, .text = "",
            .blob = nuage::Bytes{}, .day = nuage::date(1970, 1, 1), .clock = nuage::Time(0, 0),
            .moment = nuage::datetime(1970, 1, 1), .span = nuage::Duration(0), .uuid = nuage::Uuid{},
            .status = Status::draft, .tier = Tier::basic};
}

}  // namespace

TEST_CASE_METHOD(Fixture, "optionals without a value are NULL of every kind") {
    Optionals::objects.create("flag"_f = std::nullopt);
    const Optionals row = Optionals::objects.get();
    CHECK_FALSE(row.flag.has_value());
    CHECK_FALSE(row.small.has_value());
    CHECK_FALSE(row.big.has_value());
    CHECK_FALSE(row.natural.has_value());
    CHECK_FALSE(row.real.has_value());
    CHECK_FALSE(row.amount.has_value());
    CHECK_FALSE(row.text.has_value());
    CHECK_FALSE(row.blob.has_value());
    CHECK_FALSE(row.day.has_value());
    CHECK_FALSE(row.clock.has_value());
    CHECK_FALSE(row.moment.has_value());
    CHECK_FALSE(row.span.has_value());
    CHECK_FALSE(row.uuid.has_value());
    CHECK_FALSE(row.status.has_value());
    CHECK_FALSE(row.tier.has_value());
    CHECK(Optionals::objects.filter("text__isnull"_f = true, "blob__isnull"_f = true, "moment__isnull"_f = true)
              .count() == 1);
}

TEST_CASE_METHOD(Fixture, "optionals that hold an empty value are not NULL") {
    Optionals written = full();
    written.save();
    const Optionals row = Optionals::objects.get();
    CHECK(row.flag == false);
    CHECK(row.small == 0);
    CHECK(row.big == 0);
    CHECK(row.natural == 0u);
    CHECK(row.real == 0.0);
    CHECK((row.amount == 0_dec));
    CHECK(row.text == "");
    CHECK((row.blob == nuage::Bytes{}));
    CHECK((row.day == nuage::date(1970, 1, 1)));
    CHECK((row.clock == nuage::Time(0, 0)));
    CHECK((row.moment == nuage::datetime(1970, 1, 1)));
    CHECK((row.span == nuage::Duration(0)));
    CHECK((row.uuid == nuage::Uuid{}));
    CHECK((row.status == Status::draft));
    CHECK((row.tier == Tier::basic));
    CHECK(Optionals::objects.filter("text__isnull"_f = true).count() == 0);
    CHECK(Optionals::objects.filter("text"_f = "").count() == 1);
}

TEST_CASE_METHOD(Fixture, "an optional may go to NULL and back by save()") {
    Optionals row = full();
    row.save();
    row.text.reset();
    row.amount.reset();
    row.status.reset();
    row.save();
    CHECK(Optionals::objects.filter("text__isnull"_f = true, "amount__isnull"_f = true, "status__isnull"_f = true)
              .count() == 1);
    row.text = "back";
    row.status = Status::live;
    row.save();
    const Optionals read = Optionals::objects.get();
    CHECK(read.text == "back");
    CHECK((read.status == Status::live));
    CHECK_FALSE(read.amount.has_value());
}

TEST_CASE_METHOD(Fixture, "rows with and without values can be read together") {
    std::vector<Optionals> rows{Optionals{}, full(), Optionals{}, full()};
    Optionals::objects.bulk_create(rows);
    const std::vector<Optionals> read = Optionals::objects.order_by("id"_f).fetch();
    REQUIRE(read.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
        INFO(i);
        CHECK(read[i].text.has_value() == (i % 2 == 1));
        CHECK(read[i].blob.has_value() == (i % 2 == 1));
        CHECK(read[i].tier.has_value() == (i % 2 == 1));
        CHECK(read[i].amount.has_value() == (i % 2 == 1));
    }
}
