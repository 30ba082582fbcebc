// SPDX-License-Identifier: MIT
// Snippets of docs/deleting.md.
#include <support/catch.hpp>

#include <nuage/nuage.hpp>

using namespace nuage::literals;

namespace deleting {

struct Person {
    std::int64_t id{};
    std::string name{};

    NUAGE_MODEL(Person, (id), (name, max_length(100)))
};

// [on-delete]
Person deleted_person();

struct Article {
    std::int64_t id{};
    std::string title{};
    nuage::ForeignKey<Person> author{};
    nuage::ForeignKey<Person, nuage::nullable> reviewer{};
    nuage::ForeignKey<Person> owner{};

    NUAGE_MODEL(Article, (id), (title, max_length(100)),
        (author, on_delete(cascade)),                  // the article goes with its author
        (reviewer, on_delete(set_null)),               // stays, without a reviewer
        (owner, on_delete(set_to<deleted_person>)))    // stays, and belongs to somebody else
};

Person deleted_person() { return Person::objects.get_or_create("name"_f = "deleted").first; }
// [/on-delete]

// [restrict]
struct Artist {
    std::int64_t id{};
    std::string name{};

    NUAGE_MODEL(Artist, (id), (name, max_length(100)))
};
struct Album {
    std::int64_t id{};
    nuage::ForeignKey<Artist> artist{};

    NUAGE_MODEL(Album, (id), (artist, on_delete(cascade)))
};
struct Song {
    std::int64_t id{};
    nuage::ForeignKey<Artist> artist{};
    nuage::ForeignKey<Album> album{};

    NUAGE_MODEL(Song, (id), (artist, on_delete(cascade)), (album, on_delete(restrict_delete)))
};
// [/restrict]

// [database]
struct Sensor {
    std::int64_t id{};

    NUAGE_MODEL(Sensor, (id))
};
struct Reading {
    std::int64_t id{};
    nuage::ForeignKey<Sensor> sensor{};
    double value{};

    NUAGE_MODEL(Reading, (id), (sensor, on_delete(db_cascade)), (value))   // … REFERENCES … ON DELETE CASCADE
};
// [/database]

NUAGE_APP(deleting, Person, Article, Artist, Album, Song, Sensor, Reading)

struct Database {
    Database() {
        nuage::configure({{"default", "sqlite::memory:"}});
        nuage::create_tables(nuage_app_deleting());
    }
    ~Database() { nuage::db::close_all(); }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
};

}  // namespace deleting

using namespace deleting;

TEST_CASE("erase() counts what went", "[docs]") {
    const Database database;
    Person ada = Person::objects.create("name"_f = "Ada");
    const Person bob = Person::objects.create("name"_f = "Bob");
    Article::objects.create("title"_f = "One", "author"_f = ada, "owner"_f = bob);
    Article::objects.create("title"_f = "Two", "author"_f = ada, "owner"_f = bob);
    Article::objects.create("title"_f = "Three", "author"_f = bob, "reviewer"_f = ada, "owner"_f = ada);
    // [erase]
    nuage::Erased gone = ada.erase();                               // an object
    gone.total;                                                     // 3
    gone.per_model;                                                 // deleting.Article: 2, deleting.Person: 1

    auto [total, per_model] = Article::objects.filter("title"_f = "Four").erase();   // all rows of a query set
    // [/erase]
    CHECK(gone.total == 3);
    CHECK(gone.per_model == std::map<std::string, std::int64_t>{{"deleting.Article", 2}, {"deleting.Person", 1}});
    CHECK(total == 0);
    const Article three = Article::objects.get();
    CHECK_FALSE(three.reviewer.has_value());
    CHECK(three.owner->name == "deleted");
    // [raw]
    std::int64_t rows = Article::objects.filter("title"_f = "Three").raw_erase();
    // [/raw]
    CHECK(rows == 1);
}

TEST_CASE("restricted objects", "[docs]") {
    const Database database;
    Artist artist = Artist::objects.create("name"_f = "Nina");
    Album album = Album::objects.create("artist"_f = artist);
    Song::objects.create("artist"_f = artist, "album"_f = album);
    // [refused]
    try {
        album.erase();
    } catch (const nuage::RestrictedError& error) {
        error.count();                                              // 1 object is in the way
        for (const nuage::BlockingObjects& objects : error.restricted_objects())
            objects.model->name;                                    // "Song"; objects.keys are their primary keys
    }
    artist.erase();                                                 // the song goes with the artist, so the album may go
    // [/refused]
    CHECK(Album::objects.count() == 0);
    CHECK(Song::objects.count() == 0);
}

TEST_CASE("the database erases by itself", "[docs]") {
    const Database database;
    Sensor sensor = Sensor::objects.create();
    Reading::objects.create("sensor"_f = sensor, "value"_f = 1.5);
    CHECK(sensor.erase().total == 1);
    CHECK(Reading::objects.count() == 0);
}
