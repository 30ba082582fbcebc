// SPDX-License-Identifier: MIT
// Coalesce, Greatest, NullIf, Cast, JSONObject; and functions that nuage does not know.
#include <nuage/json_functions.hpp>

#include <support/catch.hpp>
#include <support/one_sample.hpp>

using namespace nuage;
using namespace nuage::literals;
using shop::Book;
using shop::Sample;
using test::Names;

TEST_CASE_METHOD(test::OneSample, "Coalesce() gives the first operand that is not NULL, in the type they have in common") {
    static_assert(std::same_as<decltype(value(Coalesce("huge"_f, "whole"_f, 1))), std::int64_t>);
    static_assert(std::same_as<decltype(value(Coalesce("huge"_f, "whole"_f))), std::optional<std::int64_t>>);
    static_assert(std::same_as<decltype(value(Coalesce("amount"_f, 1))), Decimal>);
    CHECK(value(Coalesce("huge"_f, "whole"_f, 1)) == -7);
    CHECK(value(Coalesce("huge"_f, "huge"_f + 1)) == std::nullopt);
    CHECK(value(Coalesce("word_n"_f, "none")) == "none");
    CHECK(value(Coalesce("amount"_f, 1)) == 2.25_dec);
    CHECK(value(Coalesce("maybe"_f, true)) == true);
    CHECK(value(Coalesce("day"_f, date(2000, 1, 1))) == date(2024, 2, 29));
    CHECK(Sample::objects.aggregate("n"_f = Coalesce(Sum("huge"_f), 5))["n"_f] == 5);
}

TEST_CASE_METHOD(test::OneSample, "Greatest() and Least() compare operands of one row") {
    CHECK(value(Greatest("tiny"_f, "whole"_f, 3)) == 4);
    CHECK(value(Least("tiny"_f, "whole"_f)) == -7);
    CHECK(value(Greatest("day"_f, date(2025, 1, 1))) == date(2025, 1, 1));
    CHECK(value(Least("word"_f, "beta")) == "alpha");
}

TEST_CASE_METHOD(test::OneSample, "NullIf() is NULL for equal operands") {
    CHECK(value(NullIf("tiny"_f, 4)) == std::nullopt);
    CHECK(value(NullIf("tiny"_f, 5)) == 4);
}

TEST_CASE_METHOD(test::OneSample, "Cast() converts, and is read as the type it names") {
    static_assert(std::same_as<decltype(value(Cast<std::string>("tiny"_f))), std::string>);
    static_assert(std::same_as<decltype(value(Cast<double>("whole"_f))), std::optional<double>>);
    CHECK(value(Cast<std::string>("tiny"_f)) == "4");
    CHECK(value(Cast<double>("whole"_f)) == -7.0);
    CHECK(value(Cast<int>("12")) == 12);
    CHECK(value(Cast<Decimal, 10, 2>("12.5")) == 12.5_dec);
    CHECK(value(Cast<Date>("moment"_f)) == date(2024, 2, 29));
    CHECK(value(Cast<Time>("moment"_f)) == Time(23, 30, 15, 123456));
    CHECK(value(Cast<DateTime>("day"_f)) == datetime(2024, 2, 29));
    CHECK(value(Cast<Date>("2024-05-17")) == date(2024, 5, 17));
    CHECK(Sample::objects.filter(Cast<std::string>("tiny"_f) == "4").count() == 1);
}

TEST_CASE_METHOD(test::OneSample, "JSONObject() and JSONArray() make documents") {
    CHECK(value(JSONObject("w"_f = "word"_f, "n"_f = "tiny"_f + 1, "x"_f = "word_n"_f)) == Json({{"w", "alpha"}, {"n", 5}, {"x", nullptr}}));
    CHECK(value(JSONArray("word"_f, 1, Upper("word"_f))) == Json({"alpha", 1, "ALPHA"}));
    CHECK(value(JSONArray(JSONObject("a"_f = 1), JSONArray())) == Json::array({{{"a", 1}}, Json::array()}));
}

TEST_CASE_METHOD(test::OneSample, "Func() calls what nuage does not know, with values bound") {
    CHECK(value(Func<std::string, "REPLACE(%1, %2, %3)">("word"_f, "a", "%'")) == "%'lph%'");
    CHECK(value(Func<std::int64_t, "COALESCE(%a)">("huge"_f, "tiny"_f)) == 4);
    CHECK(value(RawSQL<std::int64_t, "1 + %s">(ExpressionWrapper<std::int64_t>(2))) == 3);
    CHECK(Sample::objects.filter(Func<std::string, "UPPER(%1)">("word"_f) == "ALPHA").count() == 1);
}

TEST_CASE_METHOD(test::Bookshop, "Collate() names a collation of the database") {
    const auto sql = Book::objects.order_by(Collate<"nocase">("title"_f).desc()).sql();
    CHECK(sql.text.find("COLLATE") != std::string::npos);
}
