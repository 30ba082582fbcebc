// SPDX-License-Identifier: MIT
// Names that arrive at run time: exceptions say the sentences of tests/compile_fail.
#include <nuage/nuage.hpp>
#include <nuage/sqlite.hpp>

#include <support/catch.hpp>

using namespace nuage::literals;
using nuage::dynamic;
using nuage::FieldError;
using nuage::Value;

namespace {

struct Letter;
struct Writer {
    std::int64_t id{};
    std::string name{};
    std::string email{};
    nuage::RelatedSet<Letter, "writer"> letters{};

    NUAGE_MODEL(Writer, (id), (name, max_length(100)), (email, nuage::email, unique), (letters))
};
struct Letter {
    std::int64_t id{};
    std::string title{};
    nuage::ForeignKey<Writer> writer{};
    std::int32_t pages{};
    bool sent{};
    nuage::DateTime created_at{};

    NUAGE_MODEL(Letter, (id), (title, max_length(200)), (writer), (pages), (sent), (created_at))
};
NUAGE_APP(post_office, Writer, Letter);

/// What building a query says; empty when it says nothing.
template <class Build>
std::string said_by(Build build) {
    try {
        static_cast<void>(build());
    } catch (const FieldError& error) {
        return error.what();
    }
    return {};
}
std::string said_about(const char* name, Value value) {
    return said_by([&] { return Letter::objects.filter(dynamic(name) = value).sql(nuage::sqlite::dialect()); });
}
std::string said_about(const char* name, std::vector<Value> values) {
    return said_by([&] { return Letter::objects.filter(dynamic(name) = values).sql(nuage::sqlite::dialect()); });
}

const std::string letter_fields = " Fields: id, title, writer, pages, sent, created_at";
const std::string writer_fields = " Fields: id, name, email, letters";

}  // namespace

TEST_CASE("a run-time name makes the SQL that a literal makes", "[names]") {
    const auto& sqlite = nuage::sqlite::dialect();
    const auto by_literal = Letter::objects.filter("writer__email__endswith"_f = "@x.com").order_by("-created_at"_f);
    const auto by_text =
        Letter::objects.filter(dynamic("writer__email__endswith") = Value("@x.com")).order_by(dynamic("-created_at"));
    CHECK(by_text.sql(sqlite).text == by_literal.sql(sqlite).text);
    CHECK(by_text.sql(sqlite).params == by_literal.sql(sqlite).params);
}

TEST_CASE("an unknown run-time name is told with the nearest name and all fields", "[names]") {
    CHECK(said_about("wirter__email", Value("x")) ==
          "[F001] Letter has no field 'wirter' (in 'wirter__email'). Did you mean 'writer'?" + letter_fields);
    CHECK(said_about("writer__emial", Value("x")) ==
          "[F001] Writer has no field 'emial' (in 'writer__emial'). Did you mean 'email'?" + writer_fields);
    CHECK(said_about("zipcode", Value("x")) == "[F001] Letter has no field 'zipcode'." + letter_fields);
    CHECK(said_about("", Value("x")) == "[F006] A field name is empty.");
    CHECK(said_about("__title", Value("x")).starts_with("[F001] Letter has no field '__title'."));
    CHECK(said_about("title__", Value("x")) == "[F006] A field name is empty.");
}

TEST_CASE("an unknown run-time lookup is told with the nearest one", "[names]") {
    CHECK(said_about("id__icontian", Value("x")) ==
          "[F003] 'icontian' is no lookup of an integer field (Letter.id in 'id__icontian')."
          " Did you mean 'icontains'?");
    CHECK(said_about("created_at__yaer", Value(2024)) ==
          "[F003] 'yaer' is no lookup of a datetime field (Letter.created_at"
          " in 'created_at__yaer'). Did you mean 'year'?");
    CHECK(said_about("writer__icontains", Value("x")) ==
          "[F003] 'icontains' is no lookup of a relation field (Letter.writer in 'writer__icontains').");
    CHECK(said_about("sent__gt", Value(true)) ==
          "[F003] 'gt' is no lookup of a boolean field (Letter.sent in 'sent__gt').");
}

TEST_CASE("a run-time path is followed over at most 12 relations", "[names]") {
    std::string path = "name";
    for (int i = 0; i < 6; ++i) path = "writer__letters__" + path;
    path = path.substr(0, path.rfind("__")) + "__writer__name";
    CHECK(said_about(path.c_str(), Value("x")) == "[F005] '" + path + "' follows more than 12 relations.");
    CHECK(said_about("writer__letters__writer__letters__title", Value("x")).empty());
}

TEST_CASE("an ordering at run time takes fields, not lookups", "[names]") {
    const auto ordered_by = [](const char* name) {
        return said_by([&] { return Letter::objects.order_by(dynamic(name)).sql(nuage::sqlite::dialect()); });
    };
    CHECK(ordered_by("-create_at") ==
          "[F001] Letter has no field 'create_at'. Did you mean 'created_at'?" + letter_fields);
    CHECK(ordered_by("title__icontains") ==
          "[F004] 'title__icontains' ends in the lookup 'icontains', but a field is wanted here: lookups belong in "
          "filter() and exclude().");
    CHECK(ordered_by("-") == "[F006] A field name is empty.");
    CHECK(ordered_by("-writer__name").empty());
    CHECK(ordered_by("?").empty());
}

TEST_CASE("a run-time value of the wrong kind is refused before SQL is made", "[names]") {
    CHECK(said_about("title__gt", Value(3)) == "[T002] Letter.title is text; 'gt' was given int.");
    CHECK(said_about("pages__gte", Value("x")) == "[T002] Letter.pages is integer; 'gte' was given text.");
    CHECK(said_about("title__icontains", Value(3)) == "[T002] Letter.title: 'icontains' takes text; it was given int.");
    CHECK(said_about("created_at__year", Value("2024")) ==
          "[T002] Letter.created_at__year is integer; 'exact' was given text.");
    CHECK_THROWS_AS(said_about("pages__gt", Value()), nuage::ValueError);
    CHECK(said_about("pages__isnull", Value(1)) ==
          "[T004] Letter.pages: 'isnull' takes true or false; it was given int.");
    CHECK(said_about("pages", Value()).empty());
}

TEST_CASE("a run-time list stands where a list is wanted", "[names]") {
    CHECK(said_about("pages__in", Value(3)) == "[T005] Letter.pages: 'in' takes a list of values, such as {1, 2}.");
    CHECK(said_about("pages", {Value(1), Value(2)}) ==
          "[T005] Letter.pages: 'exact' takes one value, not several; use 'in' for a list.");
    CHECK(said_about("pages", std::vector<Value>{}) ==
          "[T005] 'exact' takes one value, not several; use 'in' for a list.");
    CHECK(said_about("pages__range", Value(1)) ==
          "[T005] Letter.pages: 'range' takes two values, as std::pair or nuage::range(from, to).");
    CHECK(said_about("pages__range", {Value(1), Value(2), Value(3)}) ==
          "[T005] 'range' takes two values; it was given 3.");
    CHECK(said_about("pages__range", {Value(1), Value("x")}) ==
          "[T002] Letter.pages is integer; 'range' was given text.");
    CHECK(said_about("pages__in", {Value(1), Value("x")}) == "[T002] Letter.pages is integer; 'in' was given text.");
    CHECK(said_about("pages__in", {Value(1), Value()}).empty());
}

TEST_CASE("build::resolve() says the same words as the query set", "[names]") {
    const nuage::ModelInfo& letter = nuage::model_info<Letter>();
    CHECK(said_by([&] { return nuage::build::resolve(letter, "titel"); }) ==
          "[F001] Letter has no field 'titel'. Did you mean 'title'?" + letter_fields);
    CHECK(said_by([&] { return nuage::build::resolve_plain(letter, "pages__gt"); }) ==
          "[F004] 'pages__gt' ends in the lookup 'gt', but a field is wanted here: lookups belong in filter() and "
          "exclude().");
    CHECK(nuage::build::resolve(letter, "writer__name__iexact").final_field().name == "name");
}

TEST_CASE("bulk_update() checks its names before it asks a database", "[names]") {
    const auto updating = [](nuage::FieldNames names) {
        return said_by([&] {
            std::vector<Letter> letters(1);
            return Letter::objects.bulk_update(letters, names);
        });
    };
    CHECK(updating({"titel"}) == "[F001] Letter has no field 'titel'. Did you mean 'title'?" + letter_fields);
    CHECK(updating({"writer__name"}) ==
          "[F007] only fields of the model itself can be set or loaded here: 'writer__name' leads to another one");
    CHECK_THROWS_WITH(updating(nuage::fields("id"_f)), "[F012] 'id' is the primary key of Letter and cannot be updated");
}

TEST_CASE("raw() without the primary key is refused", "[names]") {
    nuage::configure({{"default", "sqlite::memory:"}});
    CHECK(said_by([] { return Letter::objects.raw("SELECT 'x' AS title"); }) ==
          "[F013] raw() must include the primary key of Letter, column 'id'");
    nuage::db::close_all();
}
