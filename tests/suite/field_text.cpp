// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/field_models.hpp>

using namespace nuage::literals;
using namespace field_models;

namespace {

std::string stored_body(const std::string& body) {
    const Texts row = Texts::objects.create("body"_f = body);
    return Texts::objects.get("id"_f = row.id).body;
}

nuage::Bytes all_octets(std::size_t times) {
    nuage::Bytes octets;
    for (std::size_t i = 0; i < 256 * times; ++i) octets.push_back(static_cast<std::byte>(i % 256));
    return octets;
}

}  // namespace

TEST_CASE_METHOD(Fixture, "text comes back as it was written") {
    for (const std::string text : {"", " ", "it's", "\"quoted\"", "back\\slash", "100 % _ of ?, $1 and :name",
                                   "line\nbreak\r\n\ttab", "\x01\x7f", "Gr\u00fc\u00dfe", "\u65e5\u672c\u8a9e",
                                   "\U0001f600", "e\u0301", "--; DROP TABLE field_models_texts"}) {
        INFO(text);
        CHECK(stored_body(text) == text);
        // A collation may have spaces at the end not count.
        if (test::features().exact_text) CHECK(Texts::objects.filter("body"_f = text).count() == 1);
        else CHECK(Texts::objects.filter("body"_f = text).exists());
    }
}

TEST_CASE_METHOD(Fixture, "a text of a megabyte is kept whole") {
    std::string text(1 << 20, 'x');
    text.front() = '<';
    text.back() = '>';
    CHECK((stored_body(text) == text));
    std::string wide;
    while (wide.size() < (1 << 20)) wide += "\u00e4\u65e5\U0001f600";
    CHECK((stored_body(wide) == wide));
}

TEST_CASE_METHOD(Fixture, "octets of all values are kept, NUL among them") {
    for (const std::size_t times : {0, 1, 4096}) {
        INFO(times);
        Texts row{.blob = all_octets(times)};
        row.save();
        CHECK((Texts::objects.get("id"_f = row.id).blob == all_octets(times)));
    }
    CHECK(Texts::objects.filter("blob"_f = all_octets(1)).count() == 1);
    CHECK(Texts::objects.filter("blob"_f = nuage::Bytes{}).count() == 1);
}

TEST_CASE_METHOD(Fixture, "a length is counted in characters, not in bytes") {
    std::string twenty;
    for (int i = 0; i < 20; ++i) twenty += "\u00e4";
    const Texts row = Texts::objects.create("name"_f = twenty);
    CHECK(Texts::objects.get("id"_f = row.id).name == twenty);
    CHECK_THROWS_AS(Texts::objects.create("name"_f = twenty + "x"), nuage::DataError);
    CHECK(Texts::objects.count() == 1);
}

TEST_CASE_METHOD(Fixture, "email, slug and url columns take what they are for") {
    Texts row{.mail = "john@example.com", .handle = "a-slug_1", .home = "https://example.com/?a=b"};
    row.save();
    const Texts read = Texts::objects.get("mail__endswith"_f = "@example.com");
    CHECK(read.handle == "a-slug_1");
    CHECK(read.home == "https://example.com/?a=b");
    CHECK_THROWS_AS(Texts::objects.create("mail"_f = std::string(255, 'm')), nuage::DataError);
    CHECK_THROWS_AS(Texts::objects.create("handle"_f = std::string(51, 's')), nuage::DataError);
    CHECK_THROWS_AS(Texts::objects.create("home"_f = std::string(201, 'u')), nuage::DataError);
}
