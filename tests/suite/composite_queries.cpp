// SPDX-License-Identifier: MIT
// Conditions, orderings and columns that speak of a primary key of several fields.
#include <support/catch.hpp>
#include <support/composite_models.hpp>

using namespace nuage::literals;
using keyed::Line;
using keyed::Order;
using keyed::Stock;
using nuage::Value;

TEST_CASE_METHOD(keyed::Fixture, "a key is compared with a tuple") {
    CHECK(places(Line::objects.filter("pk"_f = std::tuple(first.id, 2))) == "first.2");
    CHECK(places(Line::objects.filter("pk"_f = std::tuple(first, 2))) == "first.2");
    CHECK(places(Line::objects.filter("pk"_f == std::pair(second.id, 3))) == "second.3");
    CHECK(places(Line::objects.exclude("pk"_f = std::tuple(first.id, 2)).filter("order"_f = first).order_by("pk"_f)) == "first.1 first.3");
    CHECK(places(Line::objects.filter("pk"_f != std::tuple(first.id, 2)).filter("order"_f = first).order_by("pk"_f)) == "first.1 first.3");
    CHECK(Line::objects.filter("pk__isnull"_f = true).count() == 0);
    CHECK(Line::objects.filter("pk__isnull"_f = false).count() == 6);
    CHECK_FALSE(Line::objects.filter("pk"_f = std::tuple(first.id, 4'000'000'000)).exists());   // beyond the column
}

TEST_CASE_METHOD(keyed::Fixture, "keys are ordered field by field") {
    CHECK(places(Line::objects.filter("pk"_f > std::tuple(first.id, 2)).order_by("pk"_f)) == "first.3 second.1 second.2 second.3");
    CHECK(places(Line::objects.filter("pk__gte"_f = std::tuple(second.id, 2)).order_by("-pk"_f)) == "second.3 second.2");
    CHECK(places(Line::objects.filter("pk"_f < std::tuple(first.id, 2))) == "first.1");
    CHECK(places(Line::objects.filter("pk__lte"_f = std::tuple(first.id, 2)).order_by("pk"_f)) == "first.1 first.2");
    CHECK(Line::objects.first()->note == "first.1");
    CHECK(Line::objects.last()->note == "second.3");
    CHECK(places(Line::objects.order_by("pk"_f).reverse()[{0, 2}]) == "second.3 second.2");
}

TEST_CASE_METHOD(keyed::Fixture, "a list of keys finds each row once") {
    const std::vector keys{std::tuple(first.id, 1), std::tuple(second.id, 3), std::tuple(first.id, 1), std::tuple(second.id, 77)};
    CHECK(places(Line::objects.filter("pk__in"_f = keys).order_by("pk"_f)) == "first.1 second.3");
    CHECK(places(Line::objects.exclude("pk__in"_f = keys).order_by("pk"_f)) == "first.2 first.3 second.1 second.2");
    CHECK_FALSE(Line::objects.filter("pk__in"_f = std::vector<std::tuple<std::int64_t, std::int32_t>>{}).exists());
    std::vector<std::tuple<std::int64_t, std::int32_t>> many;
    for (int number = 0; number < 3000; ++number) many.emplace_back(second.id, number);
    CHECK(Line::objects.filter("pk__in"_f = many).count() == 3);
}

TEST_CASE_METHOD(keyed::Fixture, "keys are reached over relations") {
    CHECK(Order::objects.get("lines__pk"_f = std::tuple(first.id, 2)).name == "first");
    CHECK(Order::objects.get("lines"_f = Line::objects.get("note"_f = "second.1")).name == "second");
    CHECK(Order::objects.exclude("lines__pk"_f = std::tuple(first.id, 2)).flat("name"_f) == std::vector<std::string>{"second"});
    Order::objects.create("name"_f = "empty");
    CHECK(Order::objects.filter("lines__isnull"_f = true).flat("name"_f) == std::vector<std::string>{"empty"});
    CHECK(Order::objects.filter("lines__isnull"_f = false).distinct().count() == 2);
}

TEST_CASE_METHOD(keyed::Fixture, "names and keys may arrive at run time") {
    const Value key = Value::row({first.id, 2});
    CHECK(places(Line::objects.filter(nuage::dynamic("pk") = key)) == "first.2");
    CHECK(places(Line::objects.filter(nuage::dynamic("pk__in") = std::vector<Value>{key, Value::row({second.id, 1})}).order_by(nuage::dynamic("pk"))) ==
          "first.2 second.1");
    CHECK_THROWS_AS(Line::objects.filter(nuage::dynamic("pk") = Value(3)), nuage::FieldError);
    CHECK_THROWS_AS(Line::objects.filter(nuage::dynamic("pk") = Value::row({1})), nuage::ValueError);
}

TEST_CASE_METHOD(keyed::Fixture, "a key is read as a tuple") {
    using Key = std::tuple<std::int64_t, std::int32_t>;
    const auto rows = Line::objects.filter("order"_f = first).order_by("pk"_f).values_list("note"_f, "pk"_f, "quantity"_f).fetch();
    REQUIRE(rows.size() == 3);
    CHECK(rows[1] == std::tuple(std::string("first.2"), Key(first.id, 2), 20));
    CHECK(Line::objects.order_by("pk"_f).flat("pk"_f).back() == Key(second.id, 3));
    CHECK((*Line::objects.order_by("pk"_f).values("pk"_f).first())["pk"_f] == Key(first.id, 1));
    const auto of_orders = Order::objects.filter("lines__number"_f = 2).order_by("id"_f).values_list("name"_f, "lines__pk"_f).fetch();
    REQUIRE(of_orders.size() == 2);
    CHECK(std::get<1>(std::get<1>(of_orders[0])) == 2);   // each value may be NULL: an order may have no lines
}

TEST_CASE_METHOD(keyed::Fixture, "in_bulk() is keyed by tuples") {
    using Key = std::tuple<std::int64_t, std::int32_t>;
    const std::map<Key, Line> found = Line::objects.in_bulk(std::vector{Key(first.id, 1), Key(second.id, 2), Key(second.id, 8)});
    REQUIRE(found.size() == 2);
    CHECK(found.at(Key(second.id, 2)).note == "second.2");
}

TEST_CASE_METHOD(keyed::Fixture, "Meta may order by the key, and texts may be in it") {
    for (const char* sku : {"b", "a", "c"}) Stock::objects.create("warehouse"_f = "w", "sku"_f = sku);
    CHECK(Stock::objects.flat("sku"_f) == std::vector<std::string>{"c", "b", "a"});
    CHECK(Stock::objects.filter("pk"_f > std::tuple("w", "a")).count() == 2);
    CHECK(Stock::objects.get("pk"_f = std::tuple(std::string("w"), "b")).sku == "b");
}
