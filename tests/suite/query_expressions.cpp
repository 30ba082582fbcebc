// SPDX-License-Identifier: MIT
// Columns held against columns, and arithmetic in the database.
#include <nuage/db/query_log.hpp>
#include <nuage/list_of.hpp>

#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using nuage::F;
using shop::Author;
using shop::Book;
using shop::Review;
using shop::Sample;
using test::first_names;
using test::Names;
using test::titles;

TEST_CASE_METHOD(test::Bookshop, "a column is compared with another one of its row") {
    CHECK(first_names(Author::objects.filter("first_name__lt"_f = "last_name"_f)) ==
          Names{"Ada", "Ben", "Cleo", "Dan"});
    CHECK(first_names(Author::objects.filter("first_name"_f > "last_name"_f)).empty());
    CHECK(titles(Book::objects.filter("author"_f = "editor"_f)).empty());
    CHECK(titles(Book::objects.filter("stock__lt"_f = F("pages"_f))) == Names{"Alpha", "Beta", "Gamma"});
    CHECK(titles(Book::objects.filter("released_at__date"_f = "published"_f)) == Names{"Alpha", "Beta", "Gamma"});
}

TEST_CASE_METHOD(test::Bookshop, "a column is compared with one over relations") {
    CHECK(Review::objects.filter("reviewer"_f = "book__editor"_f).get().body == "Good");
    CHECK(Review::objects.filter("reviewer__last_name"_f = "book__author__last_name"_f).count() == 2);
    CHECK(titles(Book::objects.filter("published__gt"_f = "author__born"_f)) == Names{"Alpha", "Beta", "Gamma"});
    CHECK(first_names(Author::objects.filter("born__lt"_f = "mentor__born"_f)).empty());
    CHECK(first_names(Author::objects.filter("born__gt"_f = "mentor__born"_f)) == Names{"Ben", "Dan"});
    CHECK(titles(Book::objects.filter("reviews__stars"_f = "stock"_f)) == Names{"Alpha"});
}

TEST_CASE_METHOD(test::Rollback, "arithmetic on integers agrees with C++") {
    for (int n = 0; n <= 12; ++n) Sample::objects.create("tiny"_f = n, "whole"_f = 5);
    const auto matching = [](const auto& condition) {
        return test::sorted(Sample::objects.filter(condition).flat("tiny"_f));
    };
    using Numbers = std::vector<std::int16_t>;
    CHECK(matching("tiny"_f + 2 == 5) == Numbers{3});
    CHECK(matching("tiny"_f - "whole"_f > 5) == Numbers{11, 12});
    CHECK(matching("tiny"_f * 3 == "whole"_f * 6) == Numbers{10});
    CHECK(matching("tiny"_f % 5 == 2) == Numbers{2, 7, 12});
    CHECK(matching("tiny"_f / 5 == 2) == Numbers{10, 11, 12});
    CHECK(matching(10 - "tiny"_f < 0) == Numbers{11, 12});
    CHECK(matching(("tiny"_f + 1) * 2 == 8) == Numbers{3});
    CHECK(matching("tiny"_f + 1 * 2 == 8) == Numbers{6});
    CHECK(matching("tiny"_f - ("whole"_f - 1) == 1) == Numbers{5});
    CHECK(matching("tiny"_f == "whole"_f + 1) == Numbers{6});
    CHECK(matching("tiny__lt"_f = "whole"_f - 3) == Numbers{0, 1});
    CHECK(matching("whole"_f + "whole"_f <= "tiny"_f) == Numbers{10, 11, 12});
}

TEST_CASE_METHOD(test::Rollback, "an integer and a fraction make a fraction") {
    Sample::objects.create("tiny"_f = 3, "real"_f = 0.5, "amount"_f = 1.25_dec);
    CHECK(Sample::objects.filter("tiny"_f + 0.5 == 3.5).count() == 1);
    CHECK(Sample::objects.filter("tiny"_f * "real"_f == 1.5).count() == 1);
    CHECK(Sample::objects.filter("tiny"_f / 2.0 == 1.5).count() == 1);
    CHECK(Sample::objects.filter("real"_f < "tiny"_f).count() == 1);
    CHECK(Sample::objects.filter("amount"_f * 4 == 5).count() == 1);
    CHECK(Sample::objects.filter("amount"_f + "tiny"_f == 4.25_dec).count() == 1);
    CHECK(Sample::objects.filter("amount"_f - 0.25_dec == 1).count() == 1);
}

TEST_CASE_METHOD(test::Bookshop, "arithmetic with null gives null, which matches nothing") {
    CHECK(titles(Book::objects.filter("pages"_f + 1 > 0)) == Names{"Alpha", "Beta", "Gamma"});
    CHECK(titles(Book::objects.filter("pages"_f + "price"_f > 0)) == Names{"Alpha", "Beta"});
}

TEST_CASE_METHOD(test::Bookshop, "arithmetic over relations makes the joins it needs") {
    CHECK(Review::objects.filter("stars"_f + "book__stock"_f == 8).get().body == "Fair");
    CHECK(Review::objects.filter("stars"_f < "book__pages"_f - 150).get().stars == 3);
}

TEST_CASE_METHOD(test::Bookshop, "a comparison of computed values is negated and combined like any other") {
    CHECK(titles(Book::objects.filter(!("stock"_f * 2 == 10))) == Names{"Beta", "Delta"});
    CHECK(titles(Book::objects.exclude("stock"_f + 1 == 6)) == Names{"Beta", "Delta"});
    CHECK(titles(Book::objects.filter("stock"_f + 1 == 6 && "pages"_f == 300)) == Names{"Gamma"});
    CHECK(titles(Book::objects.filter("stock"_f + 1 == 1 || "pages"_f == 300)) == Names{"Beta", "Gamma"});
}

TEST_CASE_METHOD(test::Bookshop, "parts of dates are compared with columns and parts") {
    CHECK(titles(Book::objects.filter("published__year"_f = "released_at__year"_f)) == Names{"Alpha", "Beta", "Gamma"});
    CHECK(titles(Book::objects.filter("published__month"_f = "published__day"_f)) == Names{"Alpha", "Gamma"});
    CHECK(titles(Book::objects.filter("published__year"_f - "author__born__year"_f > 60)) == Names{"Alpha", "Beta"});
}

TEST_CASE_METHOD(test::Bookshop, "a minus sign before an expression turns it round") {
    CHECK(titles(Book::objects.filter(-"stock"_f == 2)) == Names{"Delta"});
    CHECK(titles(Book::objects.filter(-("stock"_f - 1) * 2 > 1)) == Names{"Beta", "Delta"});
    CHECK(Book::objects.order_by(-"stock"_f, "title"_f).flat("title"_f) == Names{"Alpha", "Gamma", "Beta", "Delta"});
    CHECK(Book::objects.annotate("x"_f = -"price"_f).filter("title"_f = "Alpha").get()["x"_f] == std::optional(-10_dec));
}

TEST_CASE_METHOD(test::Bookshop, "the ends of a range may be expressions") {
    using nuage::range;
    CHECK(titles(Book::objects.filter("pages__range"_f = range("stock"_f * 20, "stock"_f * 40))) == Names{"Alpha"});
    CHECK(titles(Book::objects.filter("pages__range"_f = range(150, "stock"_f + 295))) == Names{"Beta", "Gamma"});
    CHECK(titles(Book::objects.filter("stock__range"_f = range("pages"_f - 200, 5))) == Names{"Alpha", "Beta"});
    CHECK(titles(Book::objects.exclude("stock__range"_f = range("pages"_f - 200, 5))) == Names{"Gamma"});
    CHECK(titles(Book::objects.filter("published__range"_f = range("author__born"_f, "released_at__date"_f))) == Names{"Alpha", "Beta", "Gamma"});
    CHECK(Review::objects.filter("book__stock__range"_f = range("stars"_f, 99)).count() == 2);
}

TEST_CASE_METHOD(test::Bookshop, "an end of a range that the column cannot hold is no end, or leaves nothing") {
    using nuage::range;
    constexpr std::int64_t far = std::int64_t{1} << 40;
    CHECK(titles(Book::objects.filter("stock__range"_f = range("pages"_f - 200, far))) == Names{"Alpha", "Beta"});
    CHECK(titles(Book::objects.filter("stock__range"_f = range(-far, "pages"_f - 200))) == Names{"Beta", "Gamma"});
    CHECK(titles(Book::objects.filter("stock__range"_f = range(far, "pages"_f))).empty());
    CHECK_THROWS_AS(Book::objects.filter("stock__range"_f = range("pages"_f, std::optional<int>())), nuage::ValueError);
}

TEST_CASE_METHOD(test::Bookshop, "a list of `in` may have expressions in it") {
    using nuage::list_of;
    CHECK(titles(Book::objects.filter("stock__in"_f = list_of("pages"_f - 295, 0))) == Names{"Beta", "Gamma"});
    CHECK(titles(Book::objects.filter("pages"_f.in(list_of("stock"_f * 60, "stock"_f + 200)))) == Names{"Beta", "Gamma"});
    CHECK(Review::objects.filter("stars__in"_f = list_of("book__stock"_f, 99)).get().body == "Good");
    CHECK(titles(Book::objects.filter("title__in"_f = list_of("subtitle"_f, "Beta", std::string("Delta")))) == Names{"Beta", "Delta"});
    CHECK(titles(Book::objects.filter("author__in"_f = list_of("editor"_f, 0))).empty());
}

TEST_CASE_METHOD(test::Bookshop, "what nothing can be equal to is left out of a list of `in`") {
    using nuage::list_of;
    CHECK(titles(Book::objects.filter("stock__in"_f = list_of(nullptr, std::optional<int>(), "pages"_f - 295))) == Names{"Gamma"});
    CHECK(titles(Book::objects.filter("stock__in"_f = list_of(std::int64_t{1} << 40, 0.5, "pages"_f - 295))) == Names{"Gamma"});
    nuage::QueryCounter queries;
    CHECK(titles(Book::objects.filter("stock__in"_f = list_of(nullptr, std::int64_t{1} << 40))).empty());
    CHECK(queries.count() == 0);
}

TEST_CASE_METHOD(test::Bookshop, "exclude() keeps rows that none in a list of `in` is equal to") {
    using nuage::list_of;
    CHECK(titles(Book::objects.exclude("stock__in"_f = list_of("pages"_f - 295, 0))) == Names{"Alpha"});
    CHECK(titles(Book::objects.exclude("pages__in"_f = list_of("stock"_f + 200, 300))) == Names{"Alpha", "Delta"});
    // One of the list is NULL, and another one is equal.
    CHECK(Book::objects.filter("title"_f = "Delta").exclude("title__in"_f = list_of("subtitle"_f, "Delta")).count() == 0);
}
