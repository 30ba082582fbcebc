// SPDX-License-Identifier: MIT
// Snippets of docs/models.md: relations.
#include <support/catch.hpp>

#include <nuage/nuage.hpp>

using namespace nuage::literals;

namespace relations {

// [one-to-one]
struct Profile;
struct Person {
    std::int64_t id{};
    std::string name{};
    nuage::RelatedOne<Profile, "person"> profile{};

    NUAGE_MODEL(Person, (id), (name, max_length(100)), (profile))
};
struct Profile {
    std::int64_t id{};
    nuage::OneToOne<Person> person{};
    std::string bio{};

    NUAGE_MODEL(Profile, (id), (person, on_delete(cascade)), (bio))
};
// [/one-to-one]

// [self]
struct Category {
    std::int64_t id{};
    std::string name{};
    nuage::ForeignKey<Category, nuage::nullable> parent{};
    nuage::RelatedSet<Category, "parent"> children{};

    NUAGE_MODEL(Category, (id), (name, max_length(50)), (parent), (children))
};
// [/self]

// [two-to-one]
struct Match;
struct Team {
    std::int64_t id{};
    std::string name{};
    nuage::RelatedSet<Match, "home"> home_matches{};
    nuage::RelatedSet<Match, "away"> away_matches{};

    NUAGE_MODEL(Team, (id), (name, max_length(50)), (home_matches), (away_matches))
};
struct Match {
    std::int64_t id{};
    nuage::ForeignKey<Team> home{};
    nuage::ForeignKey<Team> away{};

    NUAGE_MODEL(Match, (id), (home), (away))
};
// [/two-to-one]

// [to-field]
struct Country {
    std::int64_t id{};
    std::string code{};

    NUAGE_MODEL(Country, (id), (code, max_length(2), unique))
};
struct City {
    std::int64_t id{};
    std::string name{};
    nuage::ForeignKey<Country, nuage::to_field<"code">, nuage::nullable> country{};

    NUAGE_MODEL(City, (id), (name, max_length(50)), (country))
};
// [/to-field]

NUAGE_APP(relations, Person, Profile, Category, Team, Match, Country, City);

struct Database {
    Database() {
        nuage::configure({{"default", "sqlite::memory:"}});
        nuage::create_tables(nuage_app_relations());
    }
    ~Database() { nuage::db::close_all(); }
};

TEST_CASE("a foreign key is set by object or by key", "[docs]") {
    const Database database;
    // [assign]
    Team reds{.name = "Reds"};
    Team blues{.name = "Blues"};
    reds.save();
    blues.save();

    Match match{.home = reds, .away = nuage::key(blues.id)};
    match.save();
    match.home.id();         // the key, without a query
    match.home->name;        // the object: one query, then kept
    match.home = blues;      // takes the key of blues; the object loaded before is let go
    // [/assign]
    CHECK(match.home.id() == blues.id);
    CHECK(match.home->name == "Blues");
    CHECK(Team::objects.filter("away_matches__home"_f = reds).count() == 1);
}

TEST_CASE("a nullable relation is tested before it is followed", "[docs]") {
    const Database database;
    // [nullable]
    Category root{.name = "Everything"};
    root.save();
    Category tools{.name = "Tools", .parent = root};
    tools.save();

    if (tools.parent) tools.parent->name;      // false when the key is NULL
    const Category* parent = root.parent.get();  // nullptr: there is none
    root.parent.id();                          // std::optional<std::int64_t>
    // [/nullable]
    CHECK(parent == nullptr);
    CHECK_FALSE(root.parent.id().has_value());
    CHECK(Category::objects.filter("children__name"_f = "Tools").get().name == "Everything");
}

TEST_CASE("an object that was not saved cannot be referred to", "[docs]") {
    const Database database;
    const Category unsaved{.name = "Unsaved"};
    const auto refer = [&] {
        Category tools{.name = "Tools"};
        tools.parent = unsaved;   // nullable: NULL would be a silent loss
        tools.save();
    };
    CHECK_THROWS_AS(refer(), nuage::ValueError);
    CHECK_THROWS_AS(Category::objects.filter("parent"_f = unsaved), nuage::ValueError);
    CHECK(Category::objects.count() == 0);
}

TEST_CASE("to_field keeps the other field's value", "[docs]") {
    const Database database;
    const Country chile = Country::objects.create("code"_f = "CL");
    City::objects.create("name"_f = "Arica", "country"_f = chile);
    CHECK(City::objects.get("country"_f = chile).country.id() == "CL");
}

TEST_CASE("the other end of a one-to-one can be filtered by", "[docs]") {
    const Database database;
    const Person ada = Person::objects.create("name"_f = "Ada");
    Profile::objects.create("person"_f = ada, "bio"_f = "Wrote the first program.");
    CHECK(Person::objects.get("profile__bio__icontains"_f = "PROGRAM").id == ada.id);
}

}  // namespace relations
