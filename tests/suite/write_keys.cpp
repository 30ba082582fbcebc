// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/key_models.hpp>

using namespace nuage::literals;
using namespace key_models;

TEST_CASE_METHOD(Fixture, "a text primary key is inserted, updated and referred to") {
    Country france{.code = "fr", .name = "France"};
    france.save();
    france.name = "La France";
    france.save();
    CHECK(Country::objects.count() == 1);
    CHECK(Country::objects.get("pk"_f = "fr").name == "La France");
    City::objects.create("name"_f = "Lyon", "country"_f = france);
    const City lyon = City::objects.get("country__name"_f = "La France");
    CHECK(lyon.country.id() == "fr");
    CHECK(lyon.country->name == "La France");
    CHECK(Country::objects.filter("code"_f = "fr").count() == 1);
}

TEST_CASE_METHOD(Fixture, "changing a text key makes a second row") {
    Country country = Country::objects.create("code"_f = "fr", "name"_f = "France");
    country.code = "fx";
    country.save();
    CHECK(Country::objects.count() == 2);
}

TEST_CASE_METHOD(Fixture, "a UUID key comes from its default, once") {
    Token token{.note = "a"};
    token.save();
    CHECK((token.id != nuage::Uuid{}));
    const nuage::Uuid id = token.id;
    token.note = "b";
    token.save();
    CHECK((token.id == id));
    CHECK(Token::objects.count() == 1);
    CHECK(Token::objects.get("id"_f = id).note == "b");
    Scan::objects.create("token"_f = token);
    CHECK((Scan::objects.get("token__note"_f = "b").token.id() == id));
    const Token other = Token::objects.create("note"_f = "c");
    CHECK((other.id != id));
}

TEST_CASE_METHOD(Fixture, "a key that was set is kept before its default") {
    const nuage::Uuid mine = nuage::Uuid::parse("00112233-4455-6677-8899-aabbccddeeff");
    Token token{.id = mine, .note = "mine"};
    token.save();
    CHECK((Token::objects.get("note"_f = "mine").id == mine));
}

TEST_CASE_METHOD(Fixture, "to_field stores and joins by another unique column") {
    Product::objects.create("id"_f = 50, "sku"_f = "A-1", "name"_f = "Anvil");
    const Product anvil = Product::objects.get("sku"_f = "A-1");
    Offer::objects.create("product"_f = anvil, "price"_f = 9);
    Offer::objects.create("price"_f = 1);
    const Offer offer = Offer::objects.get("product__name"_f = "Anvil");
    CHECK(offer.product.id() == "A-1");
    CHECK(offer.product->id == 50);
    CHECK(Offer::objects.filter("product_id"_f = "A-1").count() == 1);
    CHECK(Offer::objects.filter("product__id"_f = 50).count() == 1);
    CHECK(Offer::objects.filter("product"_f = anvil).count() == 1);
    CHECK(Offer::objects.filter("product__isnull"_f = true).count() == 1);
    const Offer joined = Offer::objects.select_related("product"_f).get("price"_f = 9);
    CHECK(joined.product.is_loaded());
    CHECK(joined.product->name == "Anvil");
}

TEST_CASE_METHOD(Fixture, "a one-to-one relation may be the primary key") {
    const Product anvil = Product::objects.create("sku"_f = "A-1", "name"_f = "Anvil");
    Manual manual{.product = anvil, .text = "Drop it."};
    manual.save();
    manual.text = "Drop it from high above.";
    manual.save();
    CHECK(Manual::objects.count() == 1);
    const Manual read = Manual::objects.get("pk"_f = anvil.id);
    CHECK(read.text == "Drop it from high above.");
    CHECK(read.product.id() == anvil.id);
    Manual second{.product = anvil, .text = "Again"};
    CHECK_THROWS_AS(second.save({.force_insert = true}), nuage::UniqueViolation);
    CHECK(Manual::objects.filter("product__sku"_f = "A-1").erase().total == 1);
}

TEST_CASE_METHOD(Fixture, "a model may refer to itself") {
    const Employee boss = Employee::objects.create("name"_f = "Boss");
    Employee::objects.create("name"_f = "Ann", "boss"_f = boss);
    CHECK(Employee::objects.get("boss__name"_f = "Boss").name == "Ann");
    CHECK(Employee::objects.get("reports__name"_f = "Ann").name == "Boss");
    CHECK(Employee::objects.get("boss__isnull"_f = true).name == "Boss");
    Employee narcissus = Employee::objects.create("name"_f = "Self");
    narcissus.boss = narcissus;
    narcissus.save();
    CHECK(Employee::objects.get("boss__name"_f = "Self").id == narcissus.id);
}

TEST_CASE_METHOD(Fixture, "models may refer to each other, in a circle and twice to the same one") {
    Team home = Team::objects.create("name"_f = "Home");
    const Team guest = Team::objects.create("name"_f = "Guest");
    const Game game = Game::objects.create("home"_f = home, "guest"_f = guest);
    home.last_game = game;
    home.save();
    CHECK(Game::objects.get("home__name"_f = "Home").guest->name == "Guest");
    CHECK(Team::objects.get("last_game__guest__name"_f = "Guest").name == "Home");
    CHECK(Team::objects.get("guest_games__home__name"_f = "Home").name == "Guest");
}
