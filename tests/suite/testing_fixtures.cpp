// SPDX-License-Identifier: MIT
// Fixtures: rows from JSON, and back.
#include <fstream>

#include <nuage/testing.hpp>
#include <support/app_tables.hpp>
#include <support/catch.hpp>
#include <support/database.hpp>
#include <support/documents.hpp>
#include <support/inheritance_models.hpp>
#include <support/reconfigured.hpp>
#include <support/relation_models.hpp>

namespace noted {
using namespace nuage::literals;

struct Note {
    std::int64_t id{};
    std::string title{};
    std::int32_t weight{};
    nuage::DateTime created{};
    nuage::DateTime changed{};

    NUAGE_MODEL(Note, (id), (title, max_length(20)), (weight, default_to<3>), (created, auto_now_add), (changed, auto_now))
};
NUAGE_APP(noted, Note);
}  // namespace noted

using namespace nuage::literals;
using nuage::testing::dump_fixture;
using nuage::testing::FixtureError;
using nuage::testing::load_fixture_text;
using rel::Comment;
using rel::Post;
using rel::Tag;
using rel::User;

namespace {

std::string refusal(std::string_view json, const nuage::testing::FixtureOptions& options = {}) {
    try {
        nuage::atomic([&] { load_fixture_text(json, "x.json", options); });
    } catch (const FixtureError& error) {
        return error.what();
    }
    return "nothing was refused";
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

constexpr std::string_view blog = R"([
  {"model": "rel.comment", "pk": 5, "fields": {"text": "First", "post": 7}},
  {"model": "rel.post", "pk": 7, "fields": {"title": "Looms", "author": 2, "reviewer": null, "tags": [4, 3]}},
  {"model": "rel.User", "pk": 1, "fields": {"name": "Ada", "friends": [2]}},
  {"model": "rel.user", "pk": 2, "fields": {"name": "Ben"}},
  {"model": "rel.tag", "pk": 3, "fields": {"label": "old"}},
  {"model": "rel.tag", "pk": 4, "fields": {"label": "new"}}
])";

}  // namespace

TEST_CASE_METHOD(test::Rollback, "a fixture is loaded, whatever the order of its rows") {
    CHECK(load_fixture_text(blog) == 6);
    const Post post = Post::objects.select_related("author"_f).get();
    CHECK(post.id == 7);
    CHECK(post.author->name == "Ben");
    CHECK_FALSE(post.reviewer.id());
    CHECK(test::sorted(post.tags.all().flat("label"_f)) == test::Names{"new", "old"});
    CHECK(Comment::objects.get().post.id() == 7);
    CHECK(User::objects.get("pk"_f = 2).friends.all().flat("name"_f) == test::Names{"Ada"});
}

TEST_CASE_METHOD(test::Rollback, "loading a fixture twice overwrites its rows") {
    load_fixture_text(blog);
    User::objects.filter("pk"_f = 1).update("name"_f = "Other");
    Post::objects.get().tags.clear();
    load_fixture_text(blog);
    CHECK(User::objects.count() == 2);
    CHECK(User::objects.get("pk"_f = 1).name == "Ada");
    CHECK(Post::objects.get().tags.count() == 2);
}

TEST_CASE_METHOD(test::Rollback, "generated keys go on behind those of a fixture") {
    load_fixture_text(R"([{"model": "rel.user", "pk": 5000000, "fields": {"name": "Ada"}}])");
    CHECK(User::objects.create("name"_f = "Ben").id > 5'000'000);
    CHECK(load_fixture_text(R"([{"model": "rel.user", "pk": null, "fields": {"name": "Cleo"}}])") == 1);
    CHECK(User::objects.get("name"_f = "Cleo").id > 5'000'001);
}

TEST_CASE_METHOD(test::Rollback, "a fixture's mistakes name file, object, model and field") {
    CHECK(has(refusal("{"), "x.json is no JSON: "));
    CHECK(refusal("{}") == "x.json must be a list of objects");
    CHECK(refusal("[{}]") == "x.json, object 1: it has no \"model\"");
    CHECK(refusal(R"([{"model": "rel.nobody", "pk": 1, "fields": {}}])") == "x.json, object 1: there is no model 'rel.nobody'");
    CHECK(refusal(R"([{"model": "rel.tag", "pk": 1, "fields": {"label": "a"}}, {"model": "rel.tag", "pk": 2, "fields": {"lable": "b"}}])") ==
          "x.json, object 2 (rel.tag, pk 2): Tag has no field 'lable'");
    CHECK(refusal(R"([{"model": "rel.tag", "pk": "one", "fields": {}}])") ==
          "x.json, object 1 (rel.tag, pk \"one\"): field 'id': it must be a whole number, not \"one\"");
    CHECK(refusal(R"([{"model": "rel.tag", "pk": 1, "fields": {"label": null}}])") == "x.json, object 1 (rel.tag, pk 1): field 'label' cannot be null");
    CHECK(has(refusal(R"([{"model": "rel.post", "pk": 1, "fields": {"title": "x", "author": ["Ada"]}}])"),
              "field 'author': it must be a single value; natural keys are not known here, not [\"Ada\"]"));
    CHECK(refusal(R"([{"model": "rel.post", "pk": 1, "fields": {"title": "x", "author": 99}}])") ==
          "x.json, object 1 (rel.post, pk 1): field 'author' refers to rel.user 99, which is not there");
    CHECK(has(refusal(R"([{"model": "rel.user", "pk": 1, "fields": {"name": "a", "friends": 2}}])"), "'friends' must be a list of keys"));
    CHECK(has(refusal(R"([{"model": "rel.tag", "pk": 1, "fields": {"label": "a"}}, {"model": "rel.tag", "pk": 2, "fields": {"label": "a"}}])"),
              "x.json, object 2 (rel.tag, pk 2): "));
    CHECK(Tag::objects.count() == 0);
    CHECK(User::objects.count() == 0);
}

TEST_CASE_METHOD(test::Rollback, "what is not there may be passed over") {
    const char* json = R"([{"model": "gone.model", "pk": 1}, {"model": "rel.tag", "pk": 1, "fields": {"label": "a", "gone": 1}}])";
    CHECK(load_fixture_text(json, "x.json", {.ignore_unknown = true}) == 1);
    CHECK(Tag::objects.get().label == "a");
}

TEST_CASE_METHOD(test::Rollback, "a fixture is read from a file") {
    const test::TemporaryDirectory folder;
    const std::string path = folder.file("tags.json");
    std::ofstream(path) << R"([{"model": "rel.tag", "pk": 1, "fields": {"label": "a"}}])";
    CHECK(nuage::testing::load_fixture(path) == 1);
    CHECK_THROWS_AS(nuage::testing::load_fixture(folder.file("none.json")), FixtureError);
}

TEST_CASE_METHOD(test::Rollback, "a dumped fixture is Django's, and loads again") {
    load_fixture_text(blog);
    const std::string text = dump_fixture(User::objects.order_by("id"_f), Post::objects.all());
    CHECK(nuage::Json::parse(text) == nuage::Json::parse(R"([
        {"model": "rel.user", "pk": 1, "fields": {"name": "Ada", "friends": [2], "follows": []}},
        {"model": "rel.user", "pk": 2, "fields": {"name": "Ben", "friends": [1], "follows": []}},
        {"model": "rel.post", "pk": 7, "fields": {"title": "Looms", "author": 2, "reviewer": null, "tags": [3, 4]}}])"));
    CHECK(load_fixture_text(text) == 3);
    CHECK(dump_fixture(User::objects.order_by("id"_f), Post::objects.all()) == text);
}

TEST_CASE_METHOD(test::Bookshop, "values of all kinds survive a dump and a load") {
    shop::Sample sample;
    sample.flag = true;
    sample.maybe = false;
    sample.tiny = -7;
    sample.huge = 9'007'199'254'740'993;
    sample.pos = 4'000'000'000u;
    sample.real = 0.1;
    sample.amount = 12.5_dec;
    sample.word = "naïve \"quotes\"";
    sample.day = nuage::date(2024, 2, 29);
    sample.clock = nuage::parse_time("23:59:59.000001");
    sample.moment = nuage::datetime(2024, 5, 17, 12, 34, 56, 789'012);
    sample.span = nuage::days * 2 + nuage::minutes * 3;
    sample.blob = nuage::Bytes{std::byte{0}, std::byte{255}, std::byte{16}, std::byte{7}};
    sample.uid = nuage::Uuid::parse("00112233-4455-6677-8899-aabbccddeeff");
    sample.addr = nuage::IpAddress::parse("2001:db8::1");
    sample.letter = shop::Colour::green;
    sample.save();
    const auto rows = shop::Sample::objects.all();
    const std::string text = dump_fixture(rows, shop::Book::objects.order_by("id"_f), shop::Author::objects.order_by("id"_f));
    const nuage::Json json = nuage::Json::parse(text);
    CHECK(json.at(0).at("fields").at("moment") == "2024-05-17T12:34:56.789012Z");
    CHECK(json.at(0).at("fields").at("blob") == "AP8QBw==");
    shop::Sample::objects.erase();
    shop::Book::objects.filter("title"_f = "Alpha").update("title"_f = "Other");
    CHECK(load_fixture_text(text) == 9);
    CHECK(dump_fixture(rows, shop::Book::objects.order_by("id"_f), shop::Author::objects.order_by("id"_f)) == text);
    CHECK(shop::Book::objects.filter("title"_f = "Alpha").exists());
}

TEST_CASE_METHOD(test::Rollback, "JSON columns are JSON in a fixture, too") {
    load_fixture_text(R"([{"model": "archive.document", "pk": 1, "fields": {"title": "a", "body": {"a": [1, null]}, "extra": null}}])");
    const archive::Document document = archive::Document::objects.get();
    CHECK(document.body == nuage::Json::parse(R"({"a": [1, null]})"));
    CHECK_FALSE(document.extra);
    CHECK(nuage::Json::parse(dump_fixture(archive::Document::objects.all())).at(0).at("fields").at("body") == document.body);
}

TEST_CASE("rows of child models are loaded and dumped table by table") {
    using namespace inheritance_models;
    const test::AppTables tables(nuage_app_inheritance_models());
    load_fixture_text(R"([
        {"model": "inheritance_models.gadget", "pk": 3, "fields": {"voltage": 1.5, "tags": []}},
        {"model": "inheritance_models.product", "pk": 3, "fields": {"sku": "A1", "label": "Lamp"}}])");
    const Gadget gadget = Gadget::objects.get();
    CHECK(gadget.sku == "A1");
    CHECK(gadget.voltage == 1.5);
    const std::string text = dump_fixture(Gadget::objects.all());
    const nuage::Json json = nuage::Json::parse(text);
    REQUIRE(json.size() == 2);
    CHECK(json.at(0).at("model") == "inheritance_models.product");
    CHECK(json.at(1).at("fields") == nuage::Json::parse(R"({"voltage": 1.5, "tags": []})"));
    CHECK(refusal(R"([{"model": "inheritance_models.gadget", "pk": 4, "fields": {"sku": "B"}}])") ==
          "x.json, object 1 (inheritance_models.gadget, pk 4): 'sku' belongs into an object of the parent model");
}

TEST_CASE("moments that save() would set are loaded as they are, and fields left out have their defaults") {
    using noted::Note;
    const test::AppTables tables(noted::nuage_app_noted());
    for (int i = 0; i < 2; ++i) {
        load_fixture_text(R"([{"model": "noted.note", "pk": 1, "fields": {
            "title": "a", "created": "2001-02-03T04:05:06Z", "changed": "2002-02-03 04:05:06+01:00"}}])");
        const Note note = Note::objects.get();
        CHECK(note.created == nuage::datetime(2001, 2, 3, 4, 5, 6));
        CHECK(note.changed == nuage::datetime(2002, 2, 3, 3, 5, 6));
        CHECK(note.weight == 3);
    }
}
