// SPDX-License-Identifier: MIT
#include <support/app_tables.hpp>
#include <support/catch.hpp>

using namespace nuage::literals;

// In an unnamed namespace, as models of a program's own source file may be.
namespace {

struct Line;

/// Every name here has to be quoted.
struct Order {
    std::int64_t id{};
    std::string select{};
    std::int32_t from{};
    bool group{};
    std::string spaced{};
    std::string quoted{};
    std::string foreign{};
    nuage::RelatedSet<Line, "where"> lines{};

    NUAGE_MODEL(Order, (id), (select, max_length(20), unique), (from, nuage::index), (group),
                (spaced, max_length(20), db_column("two words")),
                (quoted, max_length(20), db_column("it's \"so\" `called`")),
                (foreign, max_length(20), db_column("Gr\u00f6\u00dfe")), (lines))
    NUAGE_META(db_table("the \"order\" table"), ordering("select"))
};

struct Line {
    std::int64_t id{};
    nuage::ForeignKey<Order> where{};
    std::int32_t limit{};

    NUAGE_MODEL(Line, (id), (where, db_column("table")), (limit, db_column("LIMIT")))
    NUAGE_META(db_table("select"), constraints(unique("where", "limit"), check("limit's \"check\"", "limit"_f >= 0)))
};
NUAGE_APP(field_names, Order, Line);

struct Fixture {
    test::AppTables tables{nuage_app_field_names()};
};

Order make() {
    return Order::objects.create("select"_f = "a", "from"_f = 1, "group"_f = true, "spaced"_f = "b", "quoted"_f = "c",
                                 "foreign"_f = "d");
}

}  // namespace

TEST_CASE_METHOD(Fixture, "reserved words, spaces, quotes and umlauts may be names of columns and tables") {
    const Order order = make();
    const Order read = Order::objects.get("select"_f = "a", "from"_f = 1, "group"_f = true, "spaced"_f = "b",
                                          "quoted"_f = "c", "foreign"_f = "d");
    CHECK(read.id == order.id);
    CHECK(read.quoted == "c");
    CHECK(read.foreign == "d");
}

TEST_CASE_METHOD(Fixture, "odd names can be updated, ordered and joined by") {
    Order order = make();
    order.quoted = "C";
    order.save();
    CHECK(Order::objects.filter("spaced"_f = "b").update("from"_f = "from"_f + 1, "spaced"_f = "B") == 1);
    const Line line = Line::objects.create("where"_f = order, "limit"_f = 3);
    CHECK(Line::objects.get("where__quoted"_f = "C", "where__from"_f = 2).id == line.id);
    CHECK(Order::objects.filter("lines__limit"_f = 3).order_by("-spaced"_f, "quoted"_f).count() == 1);
    CHECK(Line::objects.select_related("where"_f).get().where->spaced == "B");
    std::vector<Order> orders{order};
    orders[0].foreign = "D";
    CHECK(Order::objects.bulk_update(orders, nuage::fields("foreign"_f, "spaced"_f)) == 1);
    CHECK(Order::objects.get().foreign == "D");
    CHECK(Line::objects.filter("where__group"_f = true).erase().total == 1);
}

TEST_CASE_METHOD(Fixture, "constraints over odd names hold") {
    const Order order = make();
    Line::objects.create("where"_f = order, "limit"_f = 3);
    CHECK_THROWS_AS(Line::objects.create("where"_f = order, "limit"_f = 3), nuage::UniqueViolation);
    CHECK_THROWS_AS(Line::objects.create("where"_f = order, "limit"_f = -1), nuage::CheckViolation);
    CHECK_THROWS_AS(Line::objects.create("where_id"_f = order.id + 1, "limit"_f = 3), nuage::ForeignKeyViolation);
    CHECK(Line::objects.count() == 1);
}
