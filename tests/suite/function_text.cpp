// SPDX-License-Identifier: MIT
// Functions of texts, each by an example.
#include <support/catch.hpp>
#include <support/one_sample.hpp>

using namespace nuage;
using namespace nuage::literals;
using shop::Book;
using shop::Sample;
using test::Names;

TEST_CASE_METHOD(test::OneSample, "texts are cut, filled, turned and searched") {
    CHECK(value(Lower(Upper("word"_f))) == "alpha");
    CHECK(value(Upper("word"_f)) == "ALPHA");
    CHECK(value(Length("word"_f)) == 5);
    CHECK(value(Trim("prose"_f)) == "two words");
    CHECK(value(LTrim("prose"_f)) == "two words  ");
    CHECK(value(RTrim("prose"_f)) == "  two words");
    CHECK(value(Left("word"_f, 2)) == "al");
    CHECK(value(Right("word"_f, 2)) == "ha");
    CHECK(value(Left("word"_f, 99)) == "alpha");
    CHECK(value(Right("word"_f, 99)) == "alpha");
    CHECK(value(Substr("word"_f, 2)) == "lpha");
    CHECK(value(Substr("word"_f, 2, 3)) == "lph");
    CHECK(value(LPad("word"_f, 8, "ab")) == "abaalpha");
    CHECK(value(RPad("word"_f, 8)) == "alpha   ");
    CHECK(value(RPad("word"_f, 3, "*")) == "alp");
    CHECK(value(Repeat("word"_f, 2)) == "alphaalpha");
    CHECK(value(Replace("word"_f, "a", "oo")) == "oolphoo");
    CHECK(value(Replace("word"_f, "a")) == "lph");
    CHECK(value(Reverse("word"_f)) == "ahpla");
    CHECK(value(StrIndex("word"_f, "ph")) == 3);
    CHECK(value(StrIndex("word"_f, "z")) == 0);
    CHECK(value(Chr(8364)) == "€");
    CHECK(value(Ord("word"_f)) == 97);
}

TEST_CASE_METHOD(test::OneSample, "functions of texts count characters, not octets") {
    Sample::objects.update("word"_f = "日本語ß");
    CHECK(value(Length("word"_f)) == 4);
    CHECK(value(Reverse("word"_f)) == "ß語本日");
    CHECK(value(Left("word"_f, 2)) == "日本");
    CHECK(value(LPad("word"_f, 6, "é")) == "éé日本語ß");
    CHECK(value(RPad("word"_f, 2, "é")) == "日本");
    CHECK(value(StrIndex("word"_f, "語")) == 3);
}

TEST_CASE_METHOD(test::OneSample, "Concat() takes what is no text, too, and leaves out NULL") {
    CHECK(value(Concat("word"_f, "-", "tiny"_f)) == "alpha-4");
    CHECK(value(Concat("word"_f, "word_n"_f)) == "alpha");
    CHECK(value(Concat("word_n"_f, "word_n"_f)).empty());
}

TEST_CASE_METHOD(test::OneSample, "other functions of NULL are NULL") {
    CHECK(value(Upper("word_n"_f)) == std::nullopt);
    CHECK(value(Replace("word"_f, "word_n"_f)) == std::nullopt);
    CHECK(value(Substr("word_n"_f, 2)) == std::nullopt);
}

TEST_CASE_METHOD(test::OneSample, "hashes are hexadecimal digits") {
    CHECK(value(MD5("word"_f)) == "2c1743a391305fbf367df8e4f069f9f9");
    CHECK(value(SHA256("word"_f)) == "8ed3f6ad685b959ead7022518e1af76cd816f8e8ec7ccdda1ed4018e8f2223f8");
    CHECK(value(SHA224("word"_f)) == "a2d7d8ce237541bc59ff9bd4b9f629b2bbad1709f4c4aa49ea23a084");
    CHECK(value(SHA384("word"_f)).size() == 96);
    CHECK(value(SHA512("word"_f)).substr(0, 16) == "ba3ce58667ca9b12");
}

TEST_CASE_METHOD(test::OneSample, "numbers of characters, of times and positions have their bounds") {
    CHECK_THROWS_AS(Left("word"_f, 0), ValueError);
    CHECK_THROWS_AS(Right("word"_f, -1), ValueError);
    CHECK_THROWS_AS(Substr("word"_f, 0), ValueError);
    CHECK_THROWS_AS(Substr("word"_f, -1, 2), ValueError);
    CHECK_THROWS_AS(LPad("word"_f, -1), ValueError);
    CHECK_THROWS_AS(RPad("word"_f, -1, "*"), ValueError);
    CHECK_THROWS_WITH(Repeat("word"_f, -1), "Repeat(): the number of times must not be negative");
    CHECK(value(Repeat("word"_f, 0)) == "");
    CHECK(value(Substr("word"_f, 2, 0u)) == "");
}

TEST_CASE_METHOD(test::Bookshop, "functions stand wherever expressions do") {
    CHECK(test::titles(Book::objects.filter(Lower("title"_f) == "alpha")) == Names{"Alpha"});
    CHECK(test::titles(Book::objects.filter("title"_f = Concat("Al", "pha"))) == Names{"Alpha"});
    CHECK(test::titles(Book::objects.exclude(Length("title"_f) > 4)) == Names{"Beta"});
    CHECK(Book::objects.order_by(Reverse("title"_f), "pk"_f).flat("title"_f) == Names{"Alpha", "Gamma", "Beta", "Delta"});
    CHECK(Book::objects.aggregate("n"_f = Sum(Length("title"_f)))["n"_f] == 19);
    CHECK(Book::objects.filter("title"_f = "Alpha").update("title"_f = Upper(Left("title"_f, 2))) == 1);
    CHECK(test::titles(Book::objects.filter("title"_f = "AL")) == Names{"AL"});
    const auto sizes = Book::objects.order_by("title"_f).annotate("n"_f = Case(When(Length("title"_f) > 4, Upper("title"_f)), otherwise("-")));
    CHECK(sizes.flat("n"_f) == Names{"-", "-", "DELTA", "GAMMA"});
}

TEST_CASE_METHOD(test::Bookshop, "functions of one operand end names") {
    CHECK(test::titles(Book::objects.filter("title__lower"_f = "alpha")) == Names{"Alpha"});
    CHECK(test::titles(Book::objects.filter("title__length__lt"_f = 5)) == Names{"Beta"});
    CHECK(test::titles(Book::objects.filter("author__first_name__upper"_f = "CLEO")) == Names{"Delta"});
    CHECK(test::titles(Book::objects.exclude("author__first_name__lower"_f = "cleo")) == Names{"Alpha", "Beta", "Gamma"});
    CHECK(Book::objects.order_by("-title__reverse"_f).flat("title__reverse__upper"_f).front() == "ATLED");
    CHECK(test::titles(Book::objects.filter(nuage::dynamic("title__length") = 4)) == Names{"Beta"});
    CHECK_THROWS_AS(Book::objects.filter(nuage::dynamic("pages__lower") = "x"), FieldError);
}

TEST_CASE_METHOD(test::Bookshop, "rows are grouped by what a function gives") {
    const auto groups = Book::objects.values("n"_f = Length("title"_f)).annotate("books"_f = Count("pk"_f)).order_by("n"_f).fetch();
    REQUIRE(groups.size() == 2);
    CHECK(groups[0]["n"_f] == 4);
    CHECK(groups[1]["books"_f] == 3);
}
