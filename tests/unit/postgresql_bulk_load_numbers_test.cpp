// SPDX-License-Identifier: MIT
// Decimals that PostgreSQL's driver loads, against what the server makes of the same text. Needs a server.
#ifdef NUAGE_WITH_POSTGRESQL
#include <support/catch.hpp>

#include <cstdlib>

#include <nuage/db/driver.hpp>
#include <nuage/decimal.hpp>
#include <nuage/nuage.hpp>
#include <nuage/postgresql.hpp>

using namespace nuage;

namespace {

struct Price {
    std::int64_t id{};
    Decimal amount{};

    NUAGE_MODEL(Price, (id), (amount, digits(30, 10)))
    NUAGE_META(db_table("price"))
};
NUAGE_APP(postgresql_bulk_load_numbers, Price);

struct Amounts {
    std::vector<std::string> texts;
    std::int64_t id = 0;
    Value value{};
    std::vector<Param> params{};

    static std::span<const Param> row(void* self, std::size_t number) {
        auto& amounts = *static_cast<Amounts*>(self);
        amounts.id = static_cast<std::int64_t>(number);
        amounts.value = Value(ValueKind::decimal, amounts.texts.at(number));
        amounts.params = {{Storage::i64, &amounts.id, ValueKind::integer}, param_of(amounts.value)};
        return amounts.params;
    }
};

std::unique_ptr<Connection> connected() {
    const char* url = std::getenv("NUAGE_TEST_POSTGRESQL");
    if (url == nullptr || *url == '\0') {
        WARN("skipped: NUAGE_TEST_POSTGRESQL names no server");
        return nullptr;
    }
    auto connection = postgresql::driver()->connect(Url::parse(url));
    connection->execute("CREATE TEMPORARY TABLE price (id bigint, amount numeric)");
    return connection;
}

void load(Connection& connection, Amounts& amounts) {
    std::vector<const FieldInfo*> fields;
    for (const FieldInfo& field : model_info<Price>().fields) fields.push_back(&field);
    if (!connection.bulk_load({model_info<Price>(), fields, amounts.texts.size(), nullptr, &amounts, &Amounts::row, nullptr}))
        FAIL("the table is not loaded");
}

}  // namespace

TEST_CASE("decimals are loaded with the digits and the scale that the server reads in their text", "[postgresql]") {
    const auto connection = connected();
    if (!connection) return;
    Amounts amounts{{"0", "0.00", "-0.0", "1", "-1", "+5", "12.50", "-12.50", "0.5", "0.05", "0.0001", "0.00001", "-0.000123",
                     "9999", "10000", "10001", "100000000", "99999999.9999", "1E+6", "1e-7", "1.10E2", "123.456e-3", "007.50",
                     "123456789012345678901234567890.000001", "1E-30", "1e40", "NaN", ".5", "5."}};
    load(*connection, amounts);
    for (std::size_t i = 0; i < amounts.texts.size(); ++i) {
        INFO(amounts.texts[i]);
        const auto statement = connection->prepare("SELECT amount::text, '" + amounts.texts[i] + "'::numeric::text FROM price WHERE id = " +
                                                       std::to_string(i), {});
        statement->execute({});
        REQUIRE(statement->next());
        CHECK(statement->value(0, ValueKind::text).text() == statement->value(1, ValueKind::text).text());
    }
}

TEST_CASE("what is no decimal is a DataError when it is loaded", "[postgresql]") {
    const auto connection = connected();
    if (!connection) return;
    for (const char* text : {"", "x", "1.2.3", "-", "1e", "1e999999999", "1e-99999", "--1"}) {
        INFO(text);
        Amounts amounts{{"1", text}};
        CHECK_THROWS_AS(load(*connection, amounts), DataError);
    }
    Amounts amounts{{"1"}};
    load(*connection, amounts);
}
#endif
