// SPDX-License-Identifier: MIT
// testing::expect_queries().
#include <nuage/testing.hpp>
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using nuage::testing::expect_queries;
using nuage::testing::UnexpectedQueries;
using shop::Book;

TEST_CASE_METHOD(test::Bookshop, "expect_queries() gives what the function gives where the number is right") {
    CHECK(expect_queries(1, [] { return Book::objects.count(); }) == 4);
    expect_queries(0, [] {});
    CHECK(&expect_queries(0, [this]() -> const shop::Book& { return alpha; }) == &alpha);
}

TEST_CASE_METHOD(test::Bookshop, "expect_queries() lists the statements with their places where the number is wrong") {
    int line = 0;
    try {
        expect_queries(1, [&] {
            for (const Book& book : Book::objects.filter("publisher"_f = north).fetch()) {
                line = __LINE__ + 1;
                static_cast<void>(book.author->first_name);
            }
        });
        FAIL("nothing was thrown");
    } catch (const UnexpectedQueries& error) {
        CHECK(error.expected() == 1);
        CHECK(error.counted() == 3);
        const std::string text = error.what();
        CHECK(text.starts_with("1 query was expected, 3 ran:\n  1. "));
        CHECK(text.find("shop_author") != std::string::npos);
        if (nuage::db::knows_lines()) CHECK(text.find("testing_queries.cpp:" + std::to_string(line)) != std::string::npos);
    }
    CHECK_THROWS_AS(expect_queries(2, [] { return Book::objects.count(); }), UnexpectedQueries);
    CHECK_THROWS_AS(expect_queries(1, [] { throw nuage::ValueError("its own"); }), nuage::ValueError);
}
