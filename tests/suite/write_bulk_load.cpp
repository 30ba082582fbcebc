// SPDX-License-Identifier: MIT
// bulk_create() of so many rows that a database may take its own way: the rows are the same.
#include <support/catch.hpp>
#include <support/field_models.hpp>
#include <support/stored_rows.hpp>

using namespace nuage::literals;
using namespace field_models;

namespace {

struct Host {
    std::int64_t id{};
    nuage::IpAddress address{};
    std::optional<nuage::IpAddress> gateway{};

    NUAGE_MODEL(Host, (id), (address), (gateway))
};
NUAGE_APP(write_bulk_load, Host);

Numbers numbers(int i) {
    const bool odd = i % 2 != 0;
    return {.flag = odd,
            .small = static_cast<std::int16_t>(i - 32768),
            .medium = odd ? -2147483647 - 1 : 2147483647,
            .big = (odd ? -1 : 1) * (std::int64_t{1} << (i % 63)),
            .natural16 = static_cast<std::uint16_t>(65535 - i),
            .natural32 = 4294967295u - static_cast<std::uint32_t>(i),
            .natural64 = 9223372036854775807u - static_cast<std::uint64_t>(i),
            .real = i * 0.1 - 7,
            .amount = nuage::Decimal(std::to_string(i - 500) + (odd ? ".05" : ".50")),
            .precise = nuage::Decimal(odd ? "0.00001" : "-9999999999.99999")};
}

Texts texts(int i) {
    const std::size_t size = static_cast<std::size_t>(i);
    return {.name = i % 3 == 0 ? "" : "N\xc3\xa4me " + std::to_string(i),
            .body = std::string(size * 7, 'x') + "\t\\N \"'\n\r" + "\xf0\x9f\x98\x80",
            .mail = "a@example.com",
            .handle = "h",
            .home = "https://example.com",
            .blob = nuage::Bytes(size % 300, static_cast<std::byte>(i)),
            .status = i % 2 != 0 ? Status::live : Status::gone,
            .tier = i % 2 != 0 ? Tier::gold : Tier::basic};
}

Moments moments(int i) {
    const auto us = std::chrono::microseconds(i * 1'000'001LL);
    return {.day = nuage::Date(std::chrono::days(i * 40 - 20000)),
            .clock = nuage::Time(us),
            .moment = nuage::datetime(1999, 12, 31, 23, 59) + us * 700,
            .span = us * (i % 2 != 0 ? -86'400'000LL / 1000 : 7),
            .uuid = nuage::Uuid::random()};
}

Optionals optionals(int i) {
    if (i % 2 != 0) return {};
    const Moments m = moments(i);
    return {.flag = false, .small = std::int16_t{-1}, .big = i, .natural = 7u, .real = 1e300, .amount = nuage::Decimal("-0.07"),
            .text = "", .blob = nuage::Bytes(), .day = m.day, .clock = m.clock, .moment = m.moment, .span = m.span,
            .uuid = m.uuid, .status = Status::draft, .tier = Tier::silver};
}

}  // namespace

TEST_CASE_METHOD(Fixture, "numbers written many at once read as written few at once") { test::check_ways_of_writing(&numbers); }
TEST_CASE_METHOD(Fixture, "texts and octets written many at once read as written few at once") { test::check_ways_of_writing(&texts); }
TEST_CASE_METHOD(Fixture, "moments written many at once read as written few at once") { test::check_ways_of_writing(&moments); }
TEST_CASE_METHOD(Fixture, "NULLs written many at once read as written few at once") { test::check_ways_of_writing(&optionals); }
TEST_CASE_METHOD(Fixture, "fields with a codec written many at once read as written few at once") {
    test::check_ways_of_writing(+[](int i) {
        Account account{.balance = {i * 100LL}};
        if (i % 3 == 0) account.limit = Money{-i};
        return account;
    });
}

TEST_CASE("IP addresses written many at once read as written few at once") {
    const test::AppTables tables(nuage_app_write_bulk_load());
    test::check_ways_of_writing(+[](int i) {
        Host host{.address = nuage::IpAddress::parse("10.0." + std::to_string(i % 256) + ".1")};
        if (i % 2 != 0) host.gateway = nuage::IpAddress::parse("2001:db8::" + std::to_string(i));
        return host;
    });
}
