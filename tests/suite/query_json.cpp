// SPDX-License-Identifier: MIT
// JSON columns: whole documents.
#include <support/catch.hpp>
#include <support/database.hpp>
#include <support/documents.hpp>

using namespace nuage::literals;
using archive::Document;
using nuage::Json;
using test::Names;

TEST_CASE_METHOD(test::Rollback, "a document comes back as it went in") {
    const Json body =
        Json::parse(R"({"a": [1, 2.5, "x", null, true], "b": {"c": "\u20ac'\"\\"}, "": 9007199254740993})");
    const auto id = Document::objects.create("title"_f = "t", "body"_f = body).id;
    const Document document = Document::objects.get("id"_f = id);
    CHECK(document.body == body);
    CHECK(document.extra == std::nullopt);
}

TEST_CASE_METHOD(test::Rollback, "a document is found by an equal one") {
    Document::objects.create("title"_f = "object", "body"_f = Json{{"a", 1}});
    Document::objects.create("title"_f = "list", "body"_f = Json::array({1, 2}));
    Document::objects.create("title"_f = "text", "body"_f = Json("x"));
    CHECK(Document::objects.filter("body"_f = Json{{"a", 1}}).flat("title"_f) == Names{"object"});
    CHECK(Document::objects.filter("body"_f = Json::array({1, 2})).flat("title"_f) == Names{"list"});
    CHECK(Document::objects.filter("body"_f = Json("x")).flat("title"_f) == Names{"text"});
    CHECK(Document::objects.filter("body"_f = Json::array({2, 1})).count() == 0);
    CHECK(Document::objects.exclude("body"_f = Json("x")).count() == 2);
}

TEST_CASE_METHOD(test::Rollback, "a JSON null is not a missing document") {
    Document::objects.create("title"_f = "null", "extra"_f = Json(nullptr));
    Document::objects.create("title"_f = "missing");
    CHECK(Document::objects.filter("extra"_f.isnull()).flat("title"_f) == Names{"missing"});
    CHECK(Document::objects.get("title"_f = "null").extra == Json(nullptr));
    CHECK(Document::objects.get("title"_f = "missing").extra == std::nullopt);
    CHECK(Document::objects.filter("extra"_f = Json(nullptr)).flat("title"_f) == Names{"null"});
}
