// SPDX-License-Identifier: MIT
// distinct(names): the first row of each.
#include <nuage/db/session.hpp>
#include <nuage/sql/dialect.hpp>

#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using shop::Author;
using shop::Book;
using shop::Status;
using test::Names;

namespace {

const nuage::Features& features() { return nuage::db::default_database().dialect().features(); }

}  // namespace

TEST_CASE_METHOD(test::Bookshop, "distinct() with names keeps the first row of each, or says that the database cannot") {
    const auto newest = Book::objects.order_by("author__first_name"_f, "-title"_f).distinct("author__first_name"_f);
    if (!features().distinct_on) {
        CHECK_THROWS_WITH(nuage::atomic([&] { return newest.fetch(); }), Catch::Matchers::Contains("[F063]"));
        CHECK_THROWS_AS(nuage::atomic([&] { return newest.count(); }), nuage::NotSupportedError);
        return;
    }
    CHECK(newest.flat("title"_f) == Names{"Beta", "Gamma", "Delta"});
    CHECK(newest.count() == 3);
    CHECK(newest.exists());
    CHECK(newest.skip(1).flat("title"_f) == Names{"Gamma", "Delta"});
    CHECK(newest.skip(3).exists() == false);
    CHECK(Book::objects.filter("pk__in"_f = newest).order_by("title"_f).flat("title"_f) == Names{"Beta", "Delta", "Gamma"});
    CHECK(newest.as_derived().filter("status"_f = Status::live).flat("title"_f) == Names{"Beta"});
    CHECK(Book::objects.order_by("status"_f, "title"_f).distinct("status"_f).values_list("title"_f).count() == 3);
    CHECK(newest.union_(Book::objects.filter("title"_f = "Alpha")).count() == 4);
}

TEST_CASE_METHOD(test::Bookshop, "a later distinct() forgets the names of an earlier one") {
    CHECK(Book::objects.distinct("status"_f).distinct().count() == 4);
    CHECK_THROWS_AS(Book::objects.slice(0, 1).distinct("status"_f), nuage::TypeError);
}
