// SPDX-License-Identifier: MIT
#include <support/app_tables.hpp>
#include <support/catch.hpp>

using namespace nuage::literals;

namespace {

constexpr int lucky() { return 13; }
std::int32_t calls = 0;
std::int32_t counted() { return ++calls; }

struct Note {
    std::int64_t id{};
    std::string text = "nothing yet";
    nuage::DateTime created{};
    nuage::DateTime changed{};
    nuage::Date day{};
    std::int32_t weight{};
    std::int32_t luck{};
    std::int32_t turn{};
    std::optional<std::int32_t> level{};

    NUAGE_MODEL(Note, (id), (text, max_length(100)), (created, auto_now_add), (changed, auto_now), (day, auto_now_add),
                (weight, default_to<5>), (luck, default_to<&lucky>), (turn, default_to<&counted>),
                (level, default_to<3>))
};
NUAGE_APP(field_automatic, Note);

struct Fixture {
    test::AppTables tables{nuage_app_field_automatic()};
    nuage::DateTime before = nuage::now();
};

Note stored(const Note& note) { return Note::objects.get("id"_f = note.id); }
constexpr nuage::DateTime past = nuage::datetime(2001, 2, 3);

}  // namespace

TEST_CASE_METHOD(Fixture, "auto_now_add and auto_now are set by create(), in the object and in the row") {
    const Note note = Note::objects.create("text"_f = "x");
    const nuage::DateTime after = nuage::now();
    for (const nuage::DateTime moment : {note.created, note.changed}) {
        CHECK((before <= moment));
        CHECK((moment <= after));
    }
    CHECK((note.day >= std::chrono::floor<std::chrono::days>(before)));
    CHECK((stored(note).created == note.created));
    CHECK((stored(note).changed == note.changed));
    CHECK((stored(note).day == note.day));
}

TEST_CASE_METHOD(Fixture, "save() of a stored object renews auto_now and keeps auto_now_add") {
    Note note = Note::objects.create("text"_f = "x");
    Note::objects.all().update("created"_f = past, "changed"_f = past);
    note.refresh_from_db();
    note.save();
    CHECK((stored(note).created == past));
    CHECK((stored(note).changed >= before));
    CHECK((stored(note).changed == note.changed));
}

TEST_CASE_METHOD(Fixture, "update() and bulk_update() leave auto_now alone, as in Django") {
    std::vector<Note> notes(1);
    Note::objects.bulk_create(notes);
    Note::objects.all().update("changed"_f = past);
    Note::objects.all().update("text"_f = "y");
    CHECK((stored(notes[0]).changed == past));
    Note::objects.bulk_update(notes, nuage::fields("text"_f));
    CHECK((stored(notes[0]).changed == past));
}

TEST_CASE_METHOD(Fixture, "update_fields renews auto_now only if it is named") {
    Note note = Note::objects.create("text"_f = "x");
    Note::objects.all().update("changed"_f = past);
    note.save({.update_fields = nuage::fields("text"_f)});
    CHECK((stored(note).changed == past));
    note.save({.update_fields = nuage::fields("changed"_f)});
    CHECK((stored(note).changed >= before));
}

TEST_CASE_METHOD(Fixture, "bulk_create() sets auto_now_add and auto_now") {
    std::vector<Note> notes(3);
    Note::objects.bulk_create(notes);
    for (const Note& note : notes) {
        CHECK((note.created >= before));
        CHECK((stored(note).created == note.created));
        CHECK((stored(note).changed >= before));
    }
}

TEST_CASE_METHOD(Fixture, "a member initialiser is a default") {
    CHECK(stored(Note::objects.create("weight"_f = 1)).text == "nothing yet");
    CHECK(stored(Note::objects.create("text"_f = "something")).text == "something");
    CHECK(stored(Note::objects.create("text"_f = "")).text.empty());
}

TEST_CASE_METHOD(Fixture, "default_to fills in what is still empty, from a value or a function") {
    const Note note = Note::objects.create("text"_f = "x");
    CHECK(note.weight == 5);
    CHECK(note.luck == 13);
    CHECK(note.level == 3);
    CHECK(stored(note).weight == 5);
    CHECK(stored(note).luck == 13);
    CHECK(stored(note).level == 3);
    const Note other = Note::objects.create("weight"_f = 8, "luck"_f = 9, "level"_f = 0);
    CHECK(stored(other).weight == 8);
    CHECK(stored(other).luck == 9);
    CHECK(stored(other).level == 0);
}

TEST_CASE_METHOD(Fixture, "a default's function is called for each row inserted, and not for rows read") {
    calls = 0;
    std::vector<Note> notes(3);
    Note::objects.bulk_create(notes);
    CHECK(notes[0].turn == 1);
    CHECK(notes[2].turn == 3);
    const std::vector<Note> read = Note::objects.all().fetch();
    CHECK(read.size() == 3);
    CHECK(calls == 3);
}

TEST_CASE_METHOD(Fixture, "update_or_create() renews auto_now, unless there is nothing to update") {
    Note::objects.create("text"_f = "x");
    Note::objects.all().update("created"_f = past, "changed"_f = past);
    CHECK_FALSE(Note::objects.update_or_create("text"_f = "x").second);
    CHECK((Note::objects.get().changed == past));
    const auto [note, made] = Note::objects.update_or_create("text"_f = "x", nuage::defaults("weight"_f = 9));
    CHECK_FALSE(made);
    CHECK((note.changed >= before));
    CHECK((stored(note).changed == note.changed));
    CHECK((stored(note).created == past));
    CHECK(stored(note).weight == 9);
}
