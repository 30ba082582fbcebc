// SPDX-License-Identifier: MIT
// Keys and indexes of JSON documents in names, and the lookups that documents have.
#ifdef NUAGE_WITH_JSON
#include <nuage/db/session.hpp>
#include <nuage/json.hpp>
#include <nuage/sql/dialect.hpp>

#include <support/app_tables.hpp>
#include <support/catch.hpp>

using namespace nuage::literals;
using nuage::Json;

namespace {

struct Note;
struct Folder {
    std::int64_t id{};
    nuage::Json style = nuage::Json::object();
    nuage::RelatedSet<Note, "folder"> notes{};

    NUAGE_MODEL(Folder, (id), (style), (notes))
};
struct Note {
    std::int64_t id{};
    std::string name{};
    std::optional<nuage::Json> data{};
    nuage::ForeignKey<Folder, nuage::nullable> folder{};

    NUAGE_MODEL(Note, (id), (name), (data), (folder))
};
NUAGE_APP(json_paths, Folder, Note);

using Names = std::vector<std::string>;

struct Fixture {
    test::AppTables tables{nuage_app_json_paths()};
    Fixture() {
        add("full", R"({"owner": {"name": "Ann", "age": 31}, "tags": ["red", "blue"], "n": 1, "on": true, "none": null})");
        add("other", R"({"owner": {"name": "ben", "age": 7}, "tags": [], "n": 10, "on": false})");
        add("text", R"({"owner": {"name": "it's \"q\" \\ 100%"}, "n": "1", "on": "true", "none": "null"})");
        add("odd", R"({"a.b": 1, "a b": 2, "it's": 3, "say \"x\"": 4, "0": 5, "$": 6})");
        add("list", R"([10, {"k": "v"}, [20, 21]])");
        Note{.name = "missing"}.save();
        Note{.name = "null", .data = Json(nullptr)}.save();
    }
    static void add(const char* name, const char* document) { Note{.name = name, .data = Json::parse(document)}.save(); }
};

const nuage::Features& features() { return nuage::db::default_database().dialect().features(); }
Names found(const auto&... conditions) { return Note::objects.filter(conditions...).order_by("id"_f).flat("name"_f); }
Names without(const auto&... conditions) { return Note::objects.exclude(conditions...).order_by("id"_f).flat("name"_f); }

}  // namespace

TEST_CASE_METHOD(Fixture, "keys and indexes lead into documents") {
    CHECK(found("data__owner__name"_f = "Ann") == Names{"full"});
    CHECK(found("data__owner__age"_f = 31) == Names{"full"});
    CHECK(found("data__tags__0"_f = "red") == Names{"full"});
    CHECK(found("data__tags__1"_f = "blue") == Names{"full"});
    CHECK(found("data__0"_f = 10) == Names{"list"});
    CHECK(found("data__1__k"_f = "v") == Names{"list"});
    CHECK(found("data__2__1"_f = 21) == Names{"list"});
    CHECK(found("data__tags"_f = Json::parse(R"(["red", "blue"])")) == Names{"full"});
    CHECK(found("data__tags"_f = Json::array()) == Names{"other"});
    CHECK(found("data__owner"_f = Json::parse(R"({"age": 7, "name": "ben"})")) == Names{"other"});
    CHECK(found("data__owner__nobody"_f = 1).empty());
    CHECK(found(nuage::dynamic("data__owner__name") = nuage::Value("Ann")) == Names{"full"});
    CHECK(found("data__n"_f == 10) == Names{"other"});
}

TEST_CASE_METHOD(Fixture, "numbers, texts, booleans and null are told apart") {
    CHECK(found("data__n"_f = 10) == Names{"other"});
    CHECK(found("data__n"_f = "1") == Names{"text"});
    CHECK(found("data__on"_f = true) == Names{"full"});
    CHECK(found("data__on"_f = false) == Names{"other"});
    CHECK(found("data__on"_f = "true") == Names{"text"});
    CHECK(found("data__none"_f = nullptr) == Names{"full"});
    CHECK(found("data__none"_f = "null") == Names{"text"});
    CHECK(found("data"_f = Json(nullptr)) == Names{"null"});
    CHECK(found("data__isnull"_f = true) == Names{"missing"});
    CHECK(found("data__none__isnull"_f = false) == Names{"full", "text"});
    CHECK(found("data__owner__age__isnull"_f = true) == Names{"text", "odd", "list", "missing", "null"});
    CHECK(found("data__owner__name"_f = "it's \"q\" \\ 100%") == Names{"text"});
}

TEST_CASE_METHOD(Fixture, "excluding leaves out documents without the key, as Django's does") {
    CHECK(without("data__none"_f = nullptr) == Names{"text"});
    CHECK(without("data__owner__age"_f = 7, "data__owner__age__isnull"_f = false).size() == 6);
    CHECK(found(~nuage::Q("data__owner__age"_f = 7), "data__owner__age__isnull"_f = false) == Names{"full"});
}

TEST_CASE_METHOD(Fixture, "values in documents are compared as numbers and as text") {
    CHECK(found("data__owner__age__gt"_f = 7) == Names{"full"});
    CHECK(found("data__owner__age__gte"_f = 7) == Names{"full", "other"});
    CHECK(found("data__owner__age__lt"_f = 10) == Names{"other"});
    CHECK(found("data__owner__age"_f <= 30.5) == Names{"other"});
    CHECK(found("data__owner__age__in"_f = {31, 8}) == Names{"full"});
    CHECK(found("data__owner__name__in"_f = {"Ann", "ben", "x"}) == Names{"full", "other"});
    CHECK(found("data__owner__name__icontains"_f = "EN") == Names{"other"});
    CHECK(found("data__owner__name__startswith"_f = "be") == Names{"other"});
    CHECK(found("data__owner__name__endswith"_f = "100%") == Names{"text"});
    CHECK(found("data__owner__name__iexact"_f = "BEN") == Names{"other"});
    CHECK(found("data__owner__name__regex"_f = "^[A-Z]n+$") == Names{"full"});
}

TEST_CASE_METHOD(Fixture, "keys of any spelling are found, and end no literal") {
    CHECK(found("data__a.b"_f = 1) == Names{"odd"});
    CHECK(found("data__a b"_f = 2) == Names{"odd"});
    CHECK(found("data__it's"_f = 3) == Names{"odd"});
    CHECK(found("data__$"_f = 6) == Names{"odd"});
    CHECK(found(nuage::dynamic("data__x' OR 1=1 --") = nuage::Value(1)).empty());
    CHECK(found(nuage::dynamic("data__x\\") = nuage::Value(1)).empty());
    CHECK(found(nuage::dynamic("data__x\\' OR 1=1 -- ") = nuage::Value(1)).empty());
    CHECK(found(nuage::dynamic("data__{x}, y") = nuage::Value(1)).empty());
    CHECK(found("data__has_key"_f = "it's") == Names{"odd"});
}

TEST_CASE_METHOD(Fixture, "has_key, has_keys and has_any_keys") {
    CHECK(found("data__has_key"_f = "none") == Names{"full", "text"});
    CHECK(found("data__owner__has_key"_f = "age") == Names{"full", "other"});
    CHECK(found("data__has_keys"_f = {"tags", "none"}) == Names{"full"});
    CHECK(found("data__has_any_keys"_f = {"tags", "none"}) == Names{"full", "other", "text"});
    CHECK(found("data__has_any_keys"_f = Names{}).empty());
    CHECK(found("data__has_keys"_f = Names{}).size() == 7);
    CHECK(found(~("data__has_keys"_f = Names{})).empty());
    CHECK_THROWS_WITH(found(nuage::dynamic(std::string("data__a\0b", 9)) = 1), Catch::Matchers::StartsWith("[F097] A key of a JSON"));
    CHECK(found("data__has_key"_f = "a.b") == Names{"odd"});
}

TEST_CASE_METHOD(Fixture, "contains and contained_by compare structures, where the database can") {
    const auto part = Json::parse(R"({"owner": {"name": "Ann"}, "tags": ["blue"]})");
    if (!features().json_contains) {
        CHECK_THROWS_WITH(nuage::atomic([&] { return found("data__contains"_f = part); }), Catch::Matchers::Contains("[F066]"));
        CHECK_THROWS_AS(nuage::atomic([&] { return found("data__contained_by"_f = part); }), nuage::NotSupportedError);
        return;
    }
    CHECK(found("data__contains"_f = part) == Names{"full"});
    CHECK(found("data__owner__contains"_f = Json::parse(R"({"age": 7})")) == Names{"other"});
    CHECK(found("data__tags__contained_by"_f = Json::parse(R"(["red", "blue", "green"])")) == Names{"full", "other"});
}

TEST_CASE_METHOD(Fixture, "paths begin behind relations") {
    Folder dark{.style = Json::parse(R"({"theme": "dark"})")};
    dark.save();
    CHECK(Note::objects.filter("name"_f = "full").update("folder"_f = dark) == 1);
    CHECK(found("folder__style__theme"_f = "dark") == Names{"full"});
    CHECK(Folder::objects.filter("notes__data__owner__name"_f = "Ann").count() == 1);
    CHECK(Folder::objects.exclude("notes__data__owner__name"_f = "Ann").count() == 0);
    CHECK(Folder::objects.exclude("notes__data__owner__name"_f = "ben").count() == 1);
}
#endif
