// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/key_models.hpp>
#include <support/limit_models.hpp>

#include <set>

using namespace nuage::literals;

TEST_CASE_METHOD(key_models::Fixture, "bulk_create() of a model with a text key inserts every row") {
    using key_models::Country;
    std::vector<Country> countries;
    for (char first = 'a'; first <= 'z'; ++first)
        for (char second = 'a'; second <= 'z'; ++second)
            countries.push_back({.code = std::string{first, second}, .name = "Land"});
    Country::objects.bulk_create(countries);
    CHECK(Country::objects.count() == 26 * 26);
    CHECK(Country::objects.get("pk"_f = "qz").name == "Land");
    countries.resize(1);
    CHECK_THROWS_AS(Country::objects.bulk_create(countries), nuage::UniqueViolation);
}

TEST_CASE_METHOD(key_models::Fixture, "bulk_create() gives each object a UUID of its own") {
    using key_models::Token;
    std::vector<Token> tokens(700);
    Token::objects.bulk_create(tokens);
    std::set<nuage::Uuid> ids;
    for (const Token& token : tokens) ids.insert(token.id);
    CHECK(ids.size() == 700);
    CHECK(Token::objects.count() == 700);
    CHECK(Token::objects.filter("id"_f = tokens[699].id).exists());
}

TEST_CASE("bulk_create() of a wide model keeps within the parameters of a statement") {
    using limit_models::Widest;
    const test::AppTables tables(limit_models::nuage_app_limit_models());
    // 300 rows of 255 parameters: more than any database takes in one statement.
    std::vector<Widest> rows(300);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].q14 = static_cast<std::int32_t>(i);
    Widest::objects.bulk_create(rows);
    CHECK(Widest::objects.count() == 300);
    CHECK(Widest::objects.get("q14"_f = 299).id == rows[299].id);
}
