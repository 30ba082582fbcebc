// SPDX-License-Identifier: MIT
// Slices: django_surface section 4, items 51 and 52.
#include <unit/support/library.hpp>
#include <unit/support/sql_text.hpp>

#include <support/catch.hpp>

using namespace library;

namespace {
const auto books = [] { return Book::objects.all(); };
}

TEST_CASE("a slice is a bound LIMIT and OFFSET, so that all pages share one statement") {
    CHECK(from(books()[{2, 10}]) == R"("book" LIMIT ? OFFSET ?)");
    CHECK(from(books()[{2, 10}], postgresql()) == R"("book" LIMIT $1 OFFSET $2)");
    CHECK(params(books()[{2, 10}]) == "8, 2");
    CHECK(from(books().first(3)) == R"("book" LIMIT ?)");
    CHECK(from(Book::objects.slice(0, 3)) == R"("book" LIMIT ?)");
}

TEST_CASE("an open end is spelled by the dialect") {
    CHECK(from(books().skip(3)) == R"("book" LIMIT -1 OFFSET ?)");
    CHECK(from(books().skip(3), postgresql()) == R"("book" OFFSET $1)");
    CHECK(params(books().skip(3)) == "3");
}

TEST_CASE("slices of slices compose") {
    CHECK(params(books()[{2, 10}][{1, 3}]) == "2, 3");
    CHECK(params(books()[{2, 10}].skip(3)) == "5, 5");
    CHECK(params(books().skip(3).first(4)) == "4, 3");
    CHECK(params(books()[{2, 5}][{1, 100}]) == "2, 3");
}

TEST_CASE("a slice without rows asks nothing") {
    CHECK(books()[{5, 5}].query().empty);
    CHECK(books()[{5, 3}].query().empty);
    CHECK(books()[{0, 3}][{3, 5}].query().empty);
    CHECK(books()[{5, 5}].fetch().empty());
    CHECK(books()[{5, 5}].count() == 0);
    CHECK_FALSE(books()[{5, 5}].exists());
}

TEST_CASE("negative bounds are refused") {
    CHECK_THROWS_AS(books()[(nuage::Slice{-1, 3})], nuage::ValueError);
    CHECK_THROWS_AS(books().first(-1), nuage::ValueError);
    CHECK_THROWS_AS(books().skip(-1), nuage::ValueError);
}

TEST_CASE("a slice can only be sliced further") {
    const auto sliced = books()[{2, 10}];
    CHECK_THROWS_AS(sliced.filter("pages"_f = 1), nuage::TypeError);
    CHECK_THROWS_AS(sliced.exclude("pages"_f = 1), nuage::TypeError);
    CHECK_THROWS_AS(sliced.order_by("pages"_f), nuage::TypeError);
    CHECK_THROWS_AS(sliced.reverse(), nuage::TypeError);
    CHECK_THROWS_AS(sliced.distinct(), nuage::TypeError);
    CHECK_THROWS_AS(sliced.update("pages"_f = 1), nuage::TypeError);
    CHECK_THROWS_AS(sliced.erase(), nuage::TypeError);
    CHECK_THROWS_AS(sliced.latest("pages"_f), nuage::TypeError);
    CHECK_NOTHROW(sliced.filter());
}
