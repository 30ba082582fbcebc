// SPDX-License-Identifier: MIT
// Objects whose primary key has several fields.
#include <unordered_set>

#include <fmt/format.h>

#include <nuage/db/query_log.hpp>
#include <nuage/format.hpp>
#include <nuage/validation.hpp>
#include <support/catch.hpp>
#include <support/composite_models.hpp>

using namespace nuage::literals;
using keyed::Line;
using keyed::Stock;

TEST_CASE_METHOD(keyed::Fixture, "save() finds the row by all the fields of its key") {
    Line line = Line::objects.get("order"_f = first, "number"_f = 2);
    line.quantity = 99;
    line.save();
    CHECK(Line::objects.count() == 6);
    CHECK(Line::objects.filter("quantity"_f = 99).count() == 1);
    CHECK(Line::objects.get("pk"_f = std::tuple(first.id, 2)).quantity == 99);

    Stock stock{.warehouse = "north", .sku = "a", .amount = 1};
    stock.save();
    stock.amount = 2;
    stock.save({.update_fields = nuage::fields("amount"_f)});
    Stock(Stock{.warehouse = "north", .sku = "b", .amount = 3}).save();
    CHECK(Stock::objects.flat("amount"_f) == std::vector<std::int32_t>{3, 2});   // "-pk"
}

TEST_CASE_METHOD(keyed::Fixture, "another value in one field of the key is another row") {
    Line line = Line::objects.get("pk"_f = std::tuple(first.id, 1));
    line.number = 7;
    line.save();
    CHECK(Line::objects.count() == 7);
    CHECK(Line::objects.filter("pk"_f = std::tuple(first.id, 1)).exists());
}

TEST_CASE_METHOD(keyed::Fixture, "a key that is there already is an IntegrityError") {
    CHECK_THROWS_AS(Line::objects.create("pk"_f = std::tuple(first, 1)), nuage::IntegrityError);
    CHECK_NOTHROW(Line::objects.create("pk"_f = std::tuple(first, 4)));
    CHECK(Line::objects.count() == 7);
}

TEST_CASE_METHOD(keyed::Fixture, "get_or_create() and update_or_create() take the key as a tuple") {
    CHECK_FALSE(Line::objects.get_or_create("pk"_f = std::tuple(first.id, 1)).second);
    const auto [made, created] = Line::objects.get_or_create("pk"_f = std::tuple(first.id, 9), nuage::defaults("note"_f = "new"));
    CHECK(created);
    CHECK(made.number == 9);
    CHECK(made.order.id() == first.id);
    const auto [changed, again] = Line::objects.update_or_create("pk"_f = std::tuple(first.id, 9), nuage::defaults("note"_f = "newer"));
    CHECK_FALSE(again);
    CHECK(Line::objects.get("pk"_f = std::tuple(first.id, 9)).note == "newer");
}

TEST_CASE_METHOD(keyed::Fixture, "refresh_from_db() and erase() concern the one row") {
    Line line = Line::objects.get("pk"_f = std::tuple(second.id, 3));
    Line::objects.filter("pk"_f = std::tuple(second.id, 3)).update("note"_f = "changed");
    line.refresh_from_db();
    CHECK(line.note == "changed");
    CHECK(line.erase().total == 1);
    CHECK(Line::objects.count() == 5);
    CHECK_THROWS_AS(line.refresh_from_db(), Line::DoesNotExist);
}

TEST_CASE_METHOD(keyed::Fixture, "objects are equal by all the fields of the key") {
    const Line a = Line::objects.get("pk"_f = std::tuple(first.id, 1));
    const Line same = Line::objects.get("note"_f = "first.1");
    const Line b = Line::objects.get("pk"_f = std::tuple(first.id, 2));
    const Line c = Line::objects.get("pk"_f = std::tuple(second.id, 1));
    CHECK(a == same);
    CHECK_FALSE(a == b);
    CHECK_FALSE(a == c);
    CHECK_FALSE(Line{} == Line{});   // no key yet
    CHECK(std::unordered_set<Line>{a, same, b, c}.size() == 3);
    CHECK(nuage::pk(b) == std::tuple(first.id, 2));
    CHECK(nuage::pk(first) == first.id);
    CHECK(fmt::format("{}", b) == fmt::format("Line(({}, 2))", first.id));
}

TEST_CASE_METHOD(keyed::Fixture, "fields left out are loaded by the whole key, alone or for all peers") {
    Line line = *Line::objects.filter("number"_f = 3).only("quantity"_f).order_by("pk"_f).first();
    CHECK(line.fetch("note"_f) == "first.3");
    std::vector<Line> lines = Line::objects.defer("note"_f).fetch_mode(nuage::FetchMode::peers).order_by("pk"_f).fetch();
    nuage::QueryCounter queries;
    CHECK(lines[1].fetch("note"_f) == "first.2");
    CHECK(lines[5].fetch("note"_f) == "second.3");
    CHECK(queries.count() == 1);
}

TEST_CASE_METHOD(keyed::Fixture, "full_clean() finds a key that is taken") {
    Line line{.number = 1, .quantity = 1, .note = "x"};
    line.order = first;
    try {
        line.full_clean();
        FAIL("the key is taken");
    } catch (const nuage::ValidationError& error) {
        CHECK_THAT(error.what(), Catch::Contains("Line with this Order and Number already exists."));
    }
    line.number = 5;
    CHECK_NOTHROW(line.full_clean());
    CHECK_NOTHROW(Line::objects.get("pk"_f = std::tuple(first.id, 1)).full_clean());
}

TEST_CASE_METHOD(keyed::Fixture, "raw() wants all the columns of the key") {
    const auto all = Line::objects.raw("SELECT order_id, number, note FROM keyed_line WHERE quantity = ?", 20);
    CHECK(all.size() == 2);
    CHECK(all[0].number == 2);
    CHECK_THROWS_WITH(static_cast<void>(Line::objects.raw("SELECT number, note FROM keyed_line")),
                      "[F013] raw() must include the primary key of Line, column 'order_id', 'number'");
}
