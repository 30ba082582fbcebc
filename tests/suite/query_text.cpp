// SPDX-License-Identifier: MIT
// Lookups of text.
#include <nuage/db/session.hpp>
#include <nuage/sql/dialect.hpp>

#include <support/catch.hpp>
#include <support/app_tables.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using shop::Author;
using shop::Sample;
using test::Names;

namespace {

struct Words : test::Rollback {
    Words() {
        for (const char* word :
             {"100%", "1000", "a_b", "axb", "C:\\dir", "C:xdir", "Apple", "apple pie", "", "O'Hara", "\xC3\x84pfel"})
            Sample::objects.create("word"_f = word);
    }
    template <class C>
    [[nodiscard]] Names matching(const C& condition) const {
        return test::sorted(Sample::objects.filter(condition).flat("word"_f));
    }
};

}  // namespace

TEST_CASE_METHOD(Words, "exact takes text as it is: case, wildcards and quotes") {
    CHECK(matching("word"_f = "Apple") == Names{"Apple"});
    if (test::features().exact_text) CHECK(matching("word"_f = "apple").empty());
    CHECK(matching("word"_f = "a_b") == Names{"a_b"});
    CHECK(matching("word"_f = "O'Hara") == Names{"O'Hara"});
    CHECK(matching("word"_f = "") == Names{""});
    CHECK(matching("word__exact"_f = std::string("\xC3\x84pfel")) == Names{"\xC3\x84pfel"});
}

TEST_CASE_METHOD(Words, "a percent sign, an underscore and a backslash in a pattern stand for themselves") {
    CHECK(matching("word__contains"_f = "%") == Names{"100%"});
    CHECK(matching("word__startswith"_f = "100%") == Names{"100%"});
    CHECK(matching("word__endswith"_f = "0%") == Names{"100%"});
    CHECK(matching("word__contains"_f = "a_b") == Names{"a_b"});
    CHECK(matching("word__icontains"_f = "A_B") == Names{"a_b"});
    CHECK(matching("word__contains"_f = "\\") == Names{"C:\\dir"});
    CHECK(matching("word__istartswith"_f = "c:\\D") == Names{"C:\\dir"});
    CHECK(matching("word__iexact"_f = "A_B") == Names{"a_b"});
    CHECK(matching("word__iexact"_f = "c:\\DIR") == Names{"C:\\dir"});
}

TEST_CASE_METHOD(Words, "startswith, endswith and contains look at the beginning, the end and anywhere") {
    // Whether these see the case of ASCII letters is the database's affair, as in Django: SQLite's LIKE does not.
    CHECK(matching("word__startswith"_f = "O'H") == Names{"O'Hara"});
    CHECK(matching("word__endswith"_f = "pie") == Names{"apple pie"});
    CHECK(matching("word__contains"_f = "e p") == Names{"apple pie"});
    CHECK(matching("word__startswith"_f = "pple").empty());
    CHECK(matching("word__endswith"_f = "Appl").empty());
}

TEST_CASE_METHOD(Words, "the i-variants ignore the case of ASCII letters") {
    const Names both{"Apple", "apple pie"};
    CHECK(matching("word__icontains"_f = "aPPle") == both);
    CHECK(matching("word__istartswith"_f = "APP") == both);
    CHECK(matching("word__iendswith"_f = "PIE") == Names{"apple pie"});
    CHECK(matching("word__iexact"_f = "APPLE") == Names{"Apple"});
}

TEST_CASE_METHOD(Words, "an empty pattern matches every text") {
    CHECK(matching("word__contains"_f = "").size() == 11);
    CHECK(matching("word__startswith"_f = "").size() == 11);
    CHECK(matching("word__iexact"_f = "") == Names{""});
}

TEST_CASE_METHOD(Words, "regex sees case and iregex does not") {
    CHECK(matching("word__regex"_f = "^[0-9]+$") == Names{"1000"});
    CHECK(matching("word__regex"_f = "^a") == Names{"a_b", "apple pie", "axb"});
    CHECK(matching("word__iregex"_f = "^A") == Names{"Apple", "a_b", "apple pie", "axb"});
    CHECK(matching("word__regex"_f = "(x|_)b$") == Names{"a_b", "axb"});
    CHECK(matching("word"_f.regex("^$")) == Names{""});
}

TEST_CASE_METHOD(Words, "a dot in a regular expression is any character but the end of a line") {
    Sample::objects.create("word"_f = "two\nlines");
    CHECK(matching("word__regex"_f = "^a.b$") == Names{"a_b", "axb"});
    CHECK(matching("word__regex"_f = "(?s)^two.lines$") == Names{"two\nlines"});
    CHECK(matching("word__iregex"_f = "(?s)^TWO.LINES$") == Names{"two\nlines"});
    // PostgreSQL's own syntax begins with (?s).
    if (nuage::db::default_database().dialect().name() != "postgresql") CHECK(matching("word__regex"_f = "^two.lines$").empty());
}

TEST_CASE_METHOD(Words, "the member functions of a name say the same as the keywords") {
    CHECK(matching("word"_f.contains("pple")) == matching("word__contains"_f = "pple"));
    CHECK(matching("word"_f.icontains("PPLE")) == matching("word__icontains"_f = "PPLE"));
    CHECK(matching("word"_f.startswith("C:")) == Names{"C:\\dir", "C:xdir"});
    CHECK(matching("word"_f.istartswith("c:")) == Names{"C:\\dir", "C:xdir"});
    CHECK(matching("word"_f.endswith("0")) == Names{"1000"});
    CHECK(matching("word"_f.iendswith("IE")) == Names{"apple pie"});
    CHECK(matching("word"_f.iexact("apple")) == Names{"Apple"});
    CHECK(matching("word"_f.iregex("PIE$")) == Names{"apple pie"});
    CHECK(matching("word"_f.in({"1000", "axb", "none"})) == Names{"1000", "axb"});
}

TEST_CASE_METHOD(test::Rollback, "a column on the right of a pattern is escaped, too") {
    Sample::objects.create("word"_f = "50% off", "word_n"_f = "50%");
    Sample::objects.create("word"_f = "500 off", "word_n"_f = "50%");
    Sample::objects.create("word"_f = "a\\b", "word_n"_f = "\\");
    Sample::objects.create("word"_f = "anything");
    const auto words = [](const auto& condition) {
        return test::sorted(Sample::objects.filter(condition).flat("word"_f));
    };
    CHECK(words("word__startswith"_f = "word_n"_f) == Names{"50% off"});
    CHECK(words("word__contains"_f = "word_n"_f) == Names{"50% off", "a\\b"});
    CHECK(words("word__endswith"_f = "word_n"_f).empty());
    CHECK(words("word__icontains"_f = "word_n"_f) == Names{"50% off", "a\\b"});
}

TEST_CASE_METHOD(test::Bookshop, "text compares in order, and in ranges with both ends") {
    CHECK(test::first_names(Author::objects.filter("first_name__gt"_f = "Ben")) == Names{"Cleo", "Dan"});
    CHECK(test::first_names(Author::objects.filter("first_name__lte"_f = "Ben")) == Names{"Ada", "Ben"});
    CHECK(test::first_names(Author::objects.filter("first_name__range"_f = nuage::range("Ben", "Cleo"))) ==
          Names{"Ben", "Cleo"});
}

TEST_CASE_METHOD(test::Rollback, "text of any length and any UTF-8 comes back as it went in") {
    std::string prose;
    for (int i = 0; i < 5000; ++i) prose += "\xE2\x82\xAC\xF0\x9F\x93\x96 ";
    const auto id = Sample::objects.create("prose"_f = prose).id;
    CHECK(Sample::objects.get("id"_f = id).prose == prose);
    CHECK(Sample::objects.filter("prose__contains"_f = "\xF0\x9F\x93\x96 \xE2\x82\xAC").count() == 1);
}

TEST_CASE_METHOD(test::Rollback, "a number or a date is held against a pattern as its text") {
    Sample::objects.create("tiny"_f = 123, "day"_f = nuage::date(2024, 5, 17));
    Sample::objects.create("tiny"_f = 456, "day"_f = nuage::date(2023, 5, 17));
    CHECK(Sample::objects.filter("tiny__startswith"_f = "12").count() == 1);
    CHECK(Sample::objects.filter("day__contains"_f = "-05-").count() == 2);
    CHECK(Sample::objects.filter("day__startswith"_f = "2024").count() == 1);
}
