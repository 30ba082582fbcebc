// SPDX-License-Identifier: MIT
#ifdef NUAGE_WITH_JSON
#include <nuage/json.hpp>

#include <support/app_tables.hpp>
#include <support/catch.hpp>

using namespace nuage::literals;

namespace {

struct Event {
    std::int64_t id{};
    nuage::Json data{};
    std::optional<nuage::Json> extra{};

    NUAGE_MODEL(Event, (id), (data), (extra))
};
NUAGE_APP(field_json, Event);

struct Fixture {
    test::AppTables tables{nuage_app_field_json()};
};

nuage::Json stored(const nuage::Json& document) {
    Event event{.data = document};
    event.save();
    return Event::objects.get("id"_f = event.id).data;
}

}  // namespace

TEST_CASE_METHOD(Fixture, "JSON documents of every kind come back equal") {
    for (const char* text : {"null", "true", "-1", "9007199254740993", "1.5", "\"\"", "\"it's \\u00fc \\\\ \\n\"", "[]",
                             "{}", "[1, [2, {\"a\": null}]]", "{\"a\": {\"b\": [true, false]}, \"c\": \"d\"}"}) {
        INFO(text);
        const nuage::Json document = nuage::Json::parse(text);
        CHECK(stored(document) == document);
    }
}

TEST_CASE_METHOD(Fixture, "a JSON null is a value, and no document is NULL") {
    Event event{.data = nullptr, .extra = nuage::Json(nullptr)};
    event.save();
    event.refresh_from_db();
    CHECK(event.extra.has_value());
    CHECK(event.extra->is_null());
    CHECK(Event::objects.filter("extra__isnull"_f = true).count() == 0);
    event.extra.reset();
    event.save();
    CHECK(Event::objects.filter("extra__isnull"_f = true).count() == 1);
}

TEST_CASE_METHOD(Fixture, "JSON documents can be changed by save() and update()") {
    Event event{.data = {{"a", 1}}};
    event.save();
    event.data["b"] = {1, 2, 3};
    event.save();
    CHECK(Event::objects.get().data["b"].size() == 3);
    Event::objects.all().update("data"_f = nuage::Json{{"c", "d"}});
    CHECK(Event::objects.get().data == nuage::Json{{"c", "d"}});
}

TEST_CASE_METHOD(Fixture, "a document with text that is not UTF-8 is refused and nothing is written") {
    Event event{.data = {{"a", "\xff"}}};
    CHECK_THROWS_AS(event.save(), nuage::DataError);
    CHECK(Event::objects.count() == 0);
}
#endif
