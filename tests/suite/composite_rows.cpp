// SPDX-License-Identifier: MIT
// Many rows at once whose primary key has several fields: bulk writes, UPDATE, DELETE, what refers to them.
#include <nuage/db/query_log.hpp>
#include <nuage/signals.hpp>
#include <support/catch.hpp>
#include <support/composite_models.hpp>

using namespace nuage::literals;
using keyed::Line;
using keyed::Order;
using keyed::Stock;

namespace {

std::vector<Stock> stocks(int count) {
    std::vector<Stock> all;
    for (int i = 0; i < count; ++i) all.push_back({.warehouse = i % 2 == 0 ? "north" : "south", .sku = std::to_string(i), .amount = i});
    return all;
}

}  // namespace

TEST_CASE_METHOD(keyed::Fixture, "bulk_create() and bulk_update() go by the whole key") {
    std::vector<Stock> all = stocks(450);
    Stock::objects.bulk_create(all);
    CHECK(Stock::objects.count() == 450);
    for (Stock& stock : all) stock.amount += 1000;
    CHECK(Stock::objects.bulk_update(all, nuage::fields("amount"_f)) == 450);
    CHECK(Stock::objects.get("pk"_f = std::tuple("south", "7")).amount == 1007);
    CHECK(Stock::objects.filter("amount"_f < 1000).count() == 0);
    CHECK_THROWS_AS(Stock::objects.bulk_update(all, nuage::fields("sku"_f)), nuage::ValueError);
}

TEST_CASE_METHOD(keyed::Fixture, "bulk_create() can update rows whose key is taken") {
    if (!test::features().update_conflicts) return;
    std::vector<Stock> all = stocks(2);
    Stock::objects.bulk_create(all);
    all[0].amount = 50;
    std::vector<std::string_view> target;
    if (test::features().conflict_target) target.push_back("pk");
    nuage::BulkOptions options{.update_conflicts = true, .update_fields = nuage::fields("amount"_f)};
    for (const std::string_view name : target) options.unique_fields.push_back(name);
    Stock::objects.bulk_create(all, options);
    CHECK(Stock::objects.count() == 2);
    CHECK(Stock::objects.get("pk"_f = std::tuple("north", "0")).amount == 50);
}

TEST_CASE_METHOD(keyed::Fixture, "update() and erase() over relations find their rows by the whole key") {
    CHECK(Line::objects.filter("order__name"_f = "first", "number"_f > 1).update("note"_f = "x") == 2);
    CHECK(places(Line::objects.order_by("pk"_f)) == "first.1 x x second.1 second.2 second.3");
    CHECK(Line::objects.filter("order__name"_f = "second", "product__name"_f = "pen").erase().total == 1);
    CHECK(places(Line::objects.order_by("pk"_f)) == "first.1 x x second.2 second.3");
    CHECK(Line::objects.filter("number"_f = 2).update("number"_f = "number"_f + 100) == 2);   // a field of the key
    CHECK(Line::objects.filter("number"_f = 102).count() == 2);
}

TEST_CASE_METHOD(keyed::Fixture, "erasing what they refer to erases, or protects, rows with such keys") {
    CHECK(first.erase().per_model == std::map<std::string, std::int64_t>{{"keyed.Line", 3}, {"keyed.Order", 1}});
    CHECK(Line::objects.count() == 3);
    try {
        pen.erase();
        FAIL("a line refers to the product");
    } catch (const nuage::ProtectedError& error) {
        REQUIRE(error.protected_objects().size() == 1);
        CHECK(error.protected_objects()[0].keys == std::vector<nuage::Value>{nuage::Value::row({second.id, 1})});
    }
}

TEST_CASE_METHOD(keyed::Fixture, "receivers of signals are shown rows with such keys as they go") {
    std::string seen;
    const auto connection = nuage::signals::pre_delete<Line>.connect([&](Line& line) { seen += line.note + " "; });
    CHECK(Order::objects.filter("name"_f = "second").erase().total == 4);
    CHECK(seen.find("second.1") != std::string::npos);
    CHECK(seen.size() == 27);
    CHECK(places(Line::objects.order_by("pk"_f)) == "first.1 first.2 first.3");
}

TEST_CASE_METHOD(keyed::Fixture, "related sets hold objects with such keys") {
    CHECK(first.lines.count() == 3);
    Line made = first.lines.create("number"_f = 4, "note"_f = "first.4");
    CHECK(nuage::pk(made) == std::tuple(first.id, 4));
    pen.lines.add(made);
    CHECK(pen.lines.count() == 3);
    pen.lines.remove(made);
    CHECK(pen.lines.count() == 2);
    pen.lines.set({made});
    CHECK(places(pen.lines.all()) == "first.4");
    nuage::QueryCounter queries;
    const auto orders = Order::objects.prefetch_related("lines__product"_f).order_by("id"_f).fetch();
    CHECK(orders[0].lines.size() == 4);
    CHECK_FALSE(orders[1].lines[0].product.id());
    CHECK(queries.count() == 3);
}

TEST_CASE_METHOD(keyed::Fixture, "a join table's key may be what it joins") {
    keyed::Student ann = keyed::Student::objects.create("name"_f = "ann");
    const keyed::Course latin = keyed::Course::objects.create("title"_f = "latin");
    const keyed::Course greek = keyed::Course::objects.create("title"_f = "greek");
    ann.courses.add(latin, greek);
    ann.courses.add(latin);   // is there already
    CHECK(keyed::Enrolment::objects.count() == 2);
    keyed::Enrolment row = keyed::Enrolment::objects.get("pk"_f = std::tuple(ann, latin));
    row.grade = 5;
    row.save();
    CHECK(keyed::Student::objects.filter("courses__title"_f = "latin").count() == 1);
    CHECK(latin.students.count() == 1);
    ann.courses.remove(greek);
    CHECK(keyed::Enrolment::objects.get("student"_f = ann).grade == 5);
    CHECK(ann.erase().per_model == std::map<std::string, std::int64_t>{{"keyed.Enrolment", 1}, {"keyed.Student", 1}});
}
