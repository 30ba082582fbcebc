// SPDX-License-Identifier: MIT
// Primary keys other than a generated number, and foreign keys that refer to something else than a primary key.
#pragma once

#include <support/app_tables.hpp>

namespace key_models {
using namespace nuage::literals;

struct Country {
    std::string code{};
    std::string name{};

    NUAGE_MODEL(Country, (code, max_length(2), primary_key), (name, max_length(60)))
};

struct City {
    std::int64_t id{};
    std::string name{};
    nuage::ForeignKey<Country> country{};

    NUAGE_MODEL(City, (id), (name, max_length(60)), (country, on_delete(cascade)))
};

struct Token {
    nuage::Uuid id{};
    std::string note{};

    NUAGE_MODEL(Token, (id, primary_key, default_to<&nuage::Uuid::random>), (note, max_length(60)))
};

struct Scan {
    std::int64_t id{};
    nuage::ForeignKey<Token> token{};

    NUAGE_MODEL(Scan, (id), (token))
};

struct Product {
    std::int64_t id{};
    std::string sku{};
    std::string name{};

    NUAGE_MODEL(Product, (id), (sku, max_length(20), unique), (name, max_length(60)))
};

/// Holds the sku of a product, not its id.
struct Offer {
    std::int64_t id{};
    nuage::ForeignKey<Product, nuage::to_field<"sku">, nuage::nullable> product{};
    std::int32_t price{};

    NUAGE_MODEL(Offer, (id), (product), (price))
};

/// Its key is the product's.
struct Manual {
    nuage::OneToOne<Product> product{};
    std::string text{};

    NUAGE_MODEL(Manual, (product, primary_key), (text))
};

struct Employee {
    std::int64_t id{};
    std::string name{};
    nuage::ForeignKey<Employee, nuage::nullable> boss{};
    nuage::RelatedSet<Employee, "boss"> reports{};

    NUAGE_MODEL(Employee, (id), (name, max_length(60)), (boss), (reports))
};

struct Game;
/// A team and the games refer to each other before either is complete.
struct Team {
    std::int64_t id{};
    std::string name{};
    nuage::ForeignKey<Game, nuage::nullable> last_game{};
    nuage::RelatedSet<Game, "home"> home_games{};
    nuage::RelatedSet<Game, "guest"> guest_games{};

    NUAGE_MODEL(Team, (id), (name, max_length(60)), (last_game), (home_games), (guest_games))
};
struct Game {
    std::int64_t id{};
    nuage::ForeignKey<Team> home{};
    nuage::ForeignKey<Team> guest{};

    NUAGE_MODEL(Game, (id), (home), (guest))
};

NUAGE_APP(key_models, Country, City, Token, Scan, Product, Offer, Manual, Employee, Team, Game);

struct Fixture {
    test::AppTables tables{nuage_app_key_models()};
};

}  // namespace key_models
