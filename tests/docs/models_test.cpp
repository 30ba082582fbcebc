// SPDX-License-Identifier: MIT
// Snippets of docs/models.md: fields, options, Meta, choices, codecs.
#include <support/catch.hpp>

#include <nuage/choices.hpp>
#include <nuage/decimal.hpp>
#include <nuage/nuage.hpp>

using namespace nuage::literals;

namespace shop {

// [choices]
enum class Status { draft, live, gone };
NUAGE_TEXT_CHOICES(Status, (draft, "draft", "Draft"), (live, "live", "On sale"), (gone, "gone", "Out of print"))

enum class Tier { basic = 0, silver, gold };
NUAGE_INTEGER_CHOICES(Tier, (basic, "Basic"), (silver, "Silver"), (gold, "Gold"))
// [/choices]

// [money]
struct Money {
    std::int64_t cents{};
    friend bool operator==(const Money&, const Money&) = default;
};
// [/money]

}  // namespace shop

// [codec]
template <>
struct nuage::Codec<shop::Money> {
    static constexpr nuage::FieldKind kind = nuage::FieldKind::big_integer;
    static nuage::Value dump(const shop::Money& money) { return money.cents; }
    static shop::Money load(const nuage::Value& stored) { return {stored.integer()}; }
};
// [/codec]

namespace shop {

// [product]
struct Product {
    std::int64_t id{};
    std::string sku{};
    std::string name{};
    nuage::Decimal price{};
    Money deposit{};
    Status status = Status::draft;
    std::uint32_t stock{};
    std::optional<nuage::Date> released{};
    nuage::Uuid token{};

    NUAGE_MODEL(Product,
        (id), (sku, max_length(20), unique), (name, max_length(100), db_column("title")), (price, digits(8, 2)),
        (deposit), (status), (stock), (released), (token, default_to<nuage::Uuid::random>))
    NUAGE_META(
        ordering("status", "-released"),
        indexes(index("status", "-released"), index("stock").where("status"_f = Status::live).named("live_stock")),
        constraints(check("price_not_negative", "price"_f >= 0), unique("name", "released").named("one_release")))
};
NUAGE_APP(shop, Product);
// [/product]

// [keys]
struct Session {
    nuage::Uuid key{};
    std::string data{};

    NUAGE_MODEL(Session, (key, primary_key, default_to<nuage::Uuid::random>), (data))
};
struct Visit {
    std::int32_t number{};
    std::string page{};

    NUAGE_MODEL(Visit, (number, automatic), (page))
};
NUAGE_APP(web, Session, Visit);
// [/keys]

// [several-keys]
struct Seat {
    std::int32_t row{};
    std::int32_t number{};
    std::string guest{};

    NUAGE_MODEL(Seat, (row, primary_key), (number, primary_key), (guest, max_length(50)))
};
// [/several-keys]
NUAGE_APP(hall, Seat);

TEST_CASE("keys of several fields are tuples", "[docs]") {
    nuage::configure({{"default", "sqlite::memory:"}});
    nuage::create_tables(nuage_app_hall());
    // [use-several-keys]
    Seat::objects.create("pk"_f = std::tuple(3, 14), "guest"_f = "Ada");
    Seat seat = Seat::objects.get("pk"_f = std::tuple(3, 14));
    nuage::pk(seat);                                                  // std::tuple(3, 14)
    Seat::objects.filter("pk__in"_f = std::vector{std::tuple(3, 14), std::tuple(3, 15)});
    Seat::objects.filter("pk"_f > std::tuple(3, 10)).order_by("-pk"_f);
    Seat::objects.values_list("pk"_f, "guest"_f);                     // std::tuple<std::tuple<int, int>, std::string>
    // [/use-several-keys]
    CHECK(seat.guest == "Ada");
    CHECK(nuage::pk(seat) == std::tuple(3, 14));
    CHECK(Seat::objects.filter("pk"_f > std::tuple(3, 10)).count() == 1);
    nuage::db::close_all();
}

TEST_CASE("the model of the page keeps its values", "[docs]") {
    nuage::configure({{"default", "sqlite::memory:"}});
    nuage::create_tables(nuage_app_shop());
    // [use-product]
    Product tea{.sku = "TEA-1", .name = "Tea", .price = 12.50_dec, .deposit = {25}, .status = Status::live};
    tea.save();

    const Product found = Product::objects.get("status"_f = Status::live, "price__lt"_f = 20);
    nuage::label(found.status);      // "On sale"
    found.price.str();               // "12.50"
    // [/use-product]
    CHECK(nuage::label(found.status) == "On sale");
    CHECK(found.price.str() == "12.50");
    CHECK(found.deposit == Money{25});
    CHECK(found.token != nuage::Uuid{});
    CHECK(nuage::from_name<Tier>("gold") == Tier::gold);
    nuage::db::close_all();
}

TEST_CASE("the constraints of the page are enforced", "[docs]") {
    nuage::configure({{"default", "sqlite::memory:"}});
    nuage::create_tables(nuage_app_shop());
    // [violation]
    try {
        Product::objects.create("sku"_f = "X", "price"_f = -1);
    } catch (const nuage::CheckViolation& error) {
        error.code();      // SQLite: "SQLITE_CONSTRAINT_CHECK", PostgreSQL: "23514"
        error.sql();       // the statement, with its placeholders
    }
    // [/violation]
    CHECK_THROWS_AS(Product::objects.create("sku"_f = "X", "price"_f = -1), nuage::CheckViolation);
    nuage::db::close_all();
}

TEST_CASE("the keys of the page are made when the row is inserted", "[docs]") {
    nuage::configure({{"default", "sqlite::memory:"}});
    nuage::create_tables(nuage_app_web());
    Session session{.data = "x"};
    session.save();
    CHECK(session.key != nuage::Uuid{});
    CHECK(Visit::objects.create("page"_f = "/").number == 1);
    nuage::db::close_all();
}

}  // namespace shop
