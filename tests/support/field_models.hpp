// SPDX-License-Identifier: MIT
// One member of each field kind, and the same as optionals.
#pragma once

#include <nuage/choices.hpp>
#include <nuage/decimal.hpp>

#include <support/app_tables.hpp>

namespace field_models {
using namespace nuage::literals;

enum class Status { draft, live, gone };
NUAGE_TEXT_CHOICES(Status, (draft, "draft", "Draft"), (live, "live", "On sale"), (gone, "gone", "Out of print"))

enum class Tier { basic = 0, silver = 10, gold = 70000 };
NUAGE_INTEGER_CHOICES(Tier, (basic, "Basic"), (silver, "Silver"), (gold, "Gold"))

/// Stored as cents.
struct Money {
    std::int64_t cents{};
    friend auto operator<=>(const Money&, const Money&) = default;
};

struct Numbers {
    std::int64_t id{};
    bool flag{};
    std::int16_t small{};
    std::int32_t medium{};
    std::int64_t big{};
    std::uint16_t natural16{};
    std::uint32_t natural32{};
    std::uint64_t natural64{};
    double real{};
    nuage::Decimal amount{};
    nuage::Decimal precise{};

    NUAGE_MODEL(Numbers, (id), (flag), (small), (medium), (big), (natural16), (natural32), (natural64), (real),
                (amount, digits(8, 2)), (precise, digits(15, 5)))
};

struct Texts {
    std::int64_t id{};
    std::string name{};
    std::string body{};
    std::string mail{};
    std::string handle{};
    std::string home{};
    nuage::Bytes blob{};
    Status status{};
    Tier tier{};

    NUAGE_MODEL(Texts, (id), (name, max_length(20)), (body), (mail, nuage::email), (handle, nuage::slug),
                (home, nuage::url), (blob), (status, max_length(10)), (tier))
};

struct Moments {
    std::int64_t id{};
    nuage::Date day{};
    nuage::Time clock{};
    nuage::DateTime moment{};
    nuage::Duration span{};
    nuage::Uuid uuid{};

    NUAGE_MODEL(Moments, (id), (day), (clock), (moment), (span), (uuid))
};

struct Optionals {
    std::int64_t id{};
    std::optional<bool> flag{};
    std::optional<std::int16_t> small{};
    std::optional<std::int64_t> big{};
    std::optional<std::uint32_t> natural{};
    std::optional<double> real{};
    std::optional<nuage::Decimal> amount{};
    std::optional<std::string> text{};
    std::optional<nuage::Bytes> blob{};
    std::optional<nuage::Date> day{};
    std::optional<nuage::Time> clock{};
    std::optional<nuage::DateTime> moment{};
    std::optional<nuage::Duration> span{};
    std::optional<nuage::Uuid> uuid{};
    std::optional<Status> status{};
    std::optional<Tier> tier{};

    NUAGE_MODEL(Optionals, (id), (flag), (small), (big), (natural), (real), (amount, digits(8, 2)), (text), (blob),
                (day), (clock), (moment), (span), (uuid), (status), (tier))
};

}  // namespace field_models

template <>
struct nuage::Codec<field_models::Money> {
    static constexpr nuage::FieldKind kind = nuage::FieldKind::big_integer;
    static nuage::Value dump(const field_models::Money& money) { return money.cents; }
    static field_models::Money load(const nuage::Value& stored) { return {stored.integer()}; }
};

namespace field_models {

struct Account {
    std::int64_t id{};
    Money balance{};
    std::optional<Money> limit{};

    NUAGE_MODEL(Account, (id), (balance), (limit))
};

NUAGE_APP(field_models, Numbers, Texts, Moments, Optionals, Account);

struct Fixture {
    test::AppTables tables{nuage_app_field_models()};
};

}  // namespace field_models
