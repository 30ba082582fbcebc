// SPDX-License-Identifier: MIT
// StringAgg(): texts of many rows as one. And AnyValue(), which takes one of many.
#include <nuage/functions.hpp>
#include <nuage/string_agg.hpp>
#include <nuage/windows.hpp>

#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using nuage::AnyValue;
using nuage::StringAgg;
using shop::Author;
using shop::Book;
using shop::Publisher;
using shop::Review;
using shop::Sample;
using shop::Status;

namespace {

using Text = std::optional<std::string>;
/// Of all the books.
template <class E>
Text of_books(const E& expression) {
    return Book::objects.aggregate("value"_f = expression)["value"_f];
}
template <class E>
Text of_reviews(const E& expression) {
    return Review::objects.aggregate("value"_f = expression)["value"_f];
}

}  // namespace

TEST_CASE_METHOD(test::Bookshop, "StringAgg() puts texts together in the order asked for") {
    CHECK(of_books(StringAgg("title"_f, ", ").order_by("title"_f)) == "Alpha, Beta, Delta, Gamma");
    CHECK(of_books(StringAgg("title"_f, ", ").order_by("-title"_f)) == "Gamma, Delta, Beta, Alpha");
    CHECK(of_books(StringAgg("title"_f, "").order_by("stock"_f.desc(), "title"_f)) == "AlphaGammaBetaDelta");
    CHECK(of_books(StringAgg("title"_f, "|").order_by("author__first_name"_f, "pages"_f * -1)) == "Beta|Alpha|Gamma|Delta");
    CHECK(of_books(StringAgg("title"_f, " ").order_by("price"_f.asc().nulls_last())) == "Delta Alpha Beta Gamma");
    CHECK(of_books(StringAgg("title"_f, " ").order_by("price"_f.asc().nulls_first())) == "Gamma Delta Alpha Beta");
    CHECK(of_books(StringAgg("title"_f, " ").order_by("price"_f.desc().nulls_last())) == "Beta Alpha Delta Gamma");
    CHECK(of_books(StringAgg("title"_f, " ").order_by("price"_f.desc().nulls_first())) == "Gamma Beta Alpha Delta");
    CHECK(of_books(StringAgg("title"_f, " ").order_by("released_at"_f.desc().nulls_last())) == "Gamma Beta Alpha Delta");
    CHECK(of_books(StringAgg("title"_f, " ").order_by("weight"_f.desc().nulls_last(), "id"_f)) == "Gamma Alpha Beta Delta");
}

TEST_CASE_METHOD(test::Bookshop, "StringAgg() of no order has all the texts, with the text between") {
    const Text all = of_books(StringAgg("title"_f, "%s?'"));
    REQUIRE(all);
    CHECK(all->size() == 5 + 4 + 5 + 5 + 3 * 4);
    for (const char* title : {"Alpha", "Beta", "Gamma", "Delta"}) CHECK(all->find(title) != std::string::npos);
    CHECK(of_books(StringAgg(nuage::Upper("title"_f), std::string("-")).filter("stock__lt"_f = 0)) == "DELTA");
}

TEST_CASE_METHOD(test::Bookshop, "StringAgg() leaves out what is NULL, and takes what is empty") {
    CHECK(of_books(StringAgg("subtitle"_f, ";").order_by("title"_f)) == "The first;");
    CHECK(of_books(StringAgg("subtitle"_f, ";").filter("title"_f = "Beta")) == std::nullopt);
    CHECK(of_books(StringAgg("title"_f, ";").filter("pk"_f = 0)) == std::nullopt);
    CHECK(of_books(StringAgg("title"_f, ";").filter("pk"_f = 0).order_by("title"_f)) == std::nullopt);
    CHECK(Book::objects.none().aggregate("value"_f = StringAgg("title"_f, ";").default_to("none"))["value"_f] == "none");
    CHECK(Book::objects.aggregate("value"_f = StringAgg("title"_f, ";").filter("pk"_f = 0).order_by("title"_f).default_to("none"))["value"_f] == "none");
}

TEST_CASE_METHOD(test::Bookshop, "StringAgg() takes each text once, or those that satisfy a condition") {
    CHECK(of_books(StringAgg("author__last_name"_f, " ").distinct().order_by("author__last_name"_f)) == "High Low");
    CHECK(of_books(StringAgg("author__last_name"_f, " ").distinct().order_by("-author__last_name"_f)) == "Low High");
    const Text any = of_books(StringAgg("author__last_name"_f, " ").distinct());
    CHECK((any == "Low High" || any == "High Low"));
    CHECK(of_books(StringAgg("title"_f, " ").filter("status"_f = Status::live).order_by("-title"_f)) == "Beta Alpha");
    CHECK(of_books(StringAgg("author__last_name"_f, ",").distinct().filter("stock__gt"_f = 0).order_by("author__last_name"_f)) == "High,Low");
}

TEST_CASE_METHOD(test::Bookshop, "StringAgg() of the rows of each group") {
    const auto authors = Author::objects.annotate("titles"_f = StringAgg("books__title"_f, ", ").order_by("-books__title"_f)).order_by("first_name"_f);
    CHECK(authors.flat("titles"_f) == std::vector<Text>{"Beta, Alpha", "Gamma", "Delta", std::nullopt});
    CHECK(authors.filter("titles__contains"_f = "Alpha").count() == 1);
    using Row = std::tuple<Status, Text>;
    CHECK(Book::objects.values("status"_f).annotate("n"_f = StringAgg("title"_f, "+").order_by("title"_f)).order_by("status"_f).values_list("status"_f, "n"_f).fetch() ==
          std::vector<Row>{{Status::draft, "Gamma"}, {Status::gone, "Delta"}, {Status::live, "Alpha+Beta"}});
    CHECK(Book::objects.annotate("n"_f = "title"_f).distinct().aggregate("value"_f = StringAgg("n"_f, " ").order_by("-n"_f))["value"_f] ==
          "Gamma Delta Beta Alpha");
}

TEST_CASE_METHOD(test::Bookshop, "StringAgg() is not ordered at random, nor in a window") {
    CHECK_THROWS_AS(of_books(StringAgg("title"_f, " ").order_by("?"_f)), nuage::FieldError);
    const auto in_window = Book::objects.annotate("n"_f = nuage::Window(StringAgg("title"_f, " ").order_by("title"_f)));
    CHECK_THROWS_AS(nuage::atomic([&] { static_cast<void>(in_window.fetch()); }), nuage::NotSupportedError);
    CHECK_THROWS_WITH(nuage::atomic([&] { static_cast<void>(in_window.fetch()); }), Catch::Matchers::Contains("[A061]"));
}

TEST_CASE_METHOD(test::Bookshop, "AnyValue() is one of the values of each group") {
    using Row = std::tuple<std::string, Text>;
    CHECK(Book::objects.values("author__first_name"_f).annotate("last"_f = AnyValue("author__last_name"_f)).order_by("author__first_name"_f).values_list("author__first_name"_f, "last"_f).fetch() ==
          std::vector<Row>{{"Ada", "Low"}, {"Ben", "High"}, {"Cleo", "Low"}});
    CHECK(Book::objects.aggregate(AnyValue("subtitle"_f))["subtitle__anyvalue"_f].has_value());
    CHECK(Book::objects.none().aggregate("n"_f = AnyValue("pages"_f))["n"_f] == std::nullopt);
    CHECK(Book::objects.aggregate("n"_f = AnyValue("pages"_f).filter("title"_f = "Gamma"))["n"_f] == 300u);
    CHECK(Book::objects.aggregate("n"_f = AnyValue("pages"_f).filter("pk"_f = 0).default_to(7))["n"_f] == 7u);
}

TEST_CASE_METHOD(test::Bookshop, "AnyValue() is for every type") {
    const auto of_alpha = [](const auto& expression) { return Book::objects.filter("title"_f = "Alpha").aggregate("value"_f = expression)["value"_f]; };
    CHECK(of_alpha(AnyValue("uid"_f)) == alpha.uid);
    CHECK(of_alpha(AnyValue("is_ebook"_f)) == false);
    CHECK(of_alpha(AnyValue("status"_f)) == Status::live);
    CHECK(of_alpha(AnyValue("price"_f)) == alpha.price);
    CHECK(of_alpha(AnyValue("weight"_f)) == 0.5);
    CHECK(of_alpha(AnyValue("published"_f)) == alpha.published);
    CHECK(of_alpha(AnyValue("released_at"_f)) == alpha.released_at);
    CHECK(of_alpha(AnyValue("reading_time"_f)) == alpha.reading_time);
    CHECK(of_alpha(AnyValue("publisher"_f)) == north.id);
    shop::AuthorProfile profile = ada_profile;
    profile.avatar = nuage::Bytes{std::byte{1}, std::byte{0}, std::byte{255}};
    profile.save();
    CHECK(shop::AuthorProfile::objects.aggregate("value"_f = AnyValue("avatar"_f))["value"_f] == profile.avatar);
}
