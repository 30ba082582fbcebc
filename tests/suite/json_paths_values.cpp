// SPDX-License-Identifier: MIT
// Values in JSON documents as columns, annotations, groups and orderings.
#ifdef NUAGE_WITH_JSON
#include <nuage/json.hpp>

#include <support/app_tables.hpp>
#include <support/catch.hpp>

using namespace nuage::literals;
using nuage::Json;

namespace {

struct Item {
    std::int64_t id{};
    std::string name{};
    nuage::Json data{};

    NUAGE_MODEL(Item, (id), (name), (data))
};
NUAGE_APP(json_values, Item);

using Names = std::vector<std::string>;

struct Fixture {
    test::AppTables tables{nuage_app_json_values()};
    Fixture() {
        add("a", R"({"size": 5, "same": 5, "kind": "x", "deep": {"list": [1, "two"]}})");
        add("b", R"({"size": 3, "same": 4, "kind": "y", "deep": {"list": []}})");
        add("c", R"({"size": 4, "same": 4, "kind": "x"})");
    }
    static void add(const char* name, const char* document) { Item{.name = name, .data = Json::parse(document)}.save(); }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "values() and values_list() read parts of documents, nothing where there is no such part") {
    const auto rows = Item::objects.order_by("name"_f).values_list("data__size"_f, "data__deep__list"_f, "data__deep__list__1"_f).fetch();
    static_assert(std::same_as<decltype(rows[0]), const std::tuple<std::optional<Json>, std::optional<Json>, std::optional<Json>>&>);
    CHECK(std::get<0>(rows[0]) == Json(5));
    CHECK(std::get<1>(rows[0]) == Json::parse(R"([1, "two"])"));
    CHECK(std::get<2>(rows[0]) == Json("two"));
    CHECK(std::get<1>(rows[1]) == Json::array());
    CHECK(std::get<2>(rows[1]) == std::nullopt);
    CHECK(std::get<1>(rows[2]) == std::nullopt);
    CHECK(Item::objects.order_by("name"_f).flat("data__kind"_f) == std::vector<std::optional<Json>>{Json("x"), Json("y"), Json("x")});
}

TEST_CASE_METHOD(Fixture, "parts of documents are sorted in the same way where they are selected, too") {
    add("d", R"({"size": 30})");
    const auto by_size = Item::objects.order_by("data__size"_f).flat("name"_f);
    const auto names_of = [](const auto& rows) {
        Names names;
        for (const auto& row : rows) names.push_back(row["name"_f]);
        return names;
    };
    CHECK(names_of(Item::objects.values("name"_f, "data__size"_f).order_by("data__size"_f)) == by_size);
    CHECK(names_of(Item::objects.values("name"_f, "data__size"_f).distinct().order_by("data__size"_f)) == by_size);
    CHECK(names_of(Item::objects.values("name"_f, "data__size"_f).annotate("n"_f = nuage::Count("pk"_f)).order_by("data__size"_f)) == by_size);
    CHECK(Item::objects.annotate("size"_f = "data__size"_f).order_by("size"_f).flat("name"_f) == by_size);
    CHECK(by_size.front() == "b");
}

TEST_CASE_METHOD(Fixture, "texts in documents are sorted by what they say, not by their quotes") {
    add("d", R"({"kind": "x!", "size": 30})");
    add("e", R"({"kind": "x\\"})");
    const auto texts = Item::objects.filter("name__in"_f = {"a", "b", "d", "e"}).order_by("data__kind"_f, "name"_f).flat("name"_f);
    // MariaDB has JSON as text: numbers, too, are sorted by their digits, and a quote is a character like others.
    const bool by_json = Item::objects.filter("data__size__isnull"_f = false).order_by("data__size"_f).flat("name"_f)[1] == "d";
    CHECK(texts == (by_json ? Names{"d", "a", "e", "b"} : Names{"a", "d", "e", "b"}));
}

TEST_CASE_METHOD(Fixture, "parts of documents are sorted by, grouped by and annotated") {
    CHECK(Item::objects.order_by("data__size"_f).flat("name"_f) == Names{"b", "c", "a"});
    CHECK(Item::objects.order_by("-data__size"_f).flat("name"_f) == Names{"a", "c", "b"});
    CHECK(Item::objects.order_by(nuage::dynamic("data__size")).flat("name"_f) == Names{"b", "c", "a"});
    const auto groups = Item::objects.values("data__kind"_f).annotate("n"_f = nuage::Count("pk"_f)).order_by("-n"_f).fetch();
    REQUIRE(groups.size() == 2);
    CHECK(groups[0]["data__kind"_f] == Json("x"));
    CHECK(groups[0]["n"_f] == 2);
    const auto annotated = Item::objects.annotate("size"_f = "data__size"_f, "list"_f = "data__deep__list"_f).order_by("name"_f);
    CHECK(annotated.rows()[1]["size"_f] == Json(3));
    CHECK(annotated.filter("list__0"_f = 1).flat("name"_f) == Names{"a"});
    CHECK(annotated.filter("size"_f = 4).flat("name"_f) == Names{"c"});
}

TEST_CASE_METHOD(Fixture, "parts of documents are compared with each other") {
    CHECK(Item::objects.filter("data__size"_f = "data__same"_f).order_by("name"_f).flat("name"_f) == Names{"a", "c"});
    CHECK(Item::objects.filter("data__size__lt"_f = "data__same"_f).flat("name"_f) == Names{"b"});
}

TEST_CASE_METHOD(Fixture, "plain values are compared as documents") {
    Item{.name = "text", .data = "hello"}.save();
    Item{.name = "number", .data = 2.5}.save();
    CHECK(Item::objects.filter("data"_f = "hello").flat("name"_f) == Names{"text"});
    CHECK(Item::objects.filter("data"_f = 2.5).flat("name"_f) == Names{"number"});
    CHECK(Item::objects.filter("data__in"_f = {"hello", "x"}).flat("name"_f) == Names{"text"});
    CHECK_THROWS_AS(Item::objects.filter(nuage::dynamic("data") = nuage::Value(nuage::date(2020, 1, 1))).count(), nuage::ValueError);
}
#endif
