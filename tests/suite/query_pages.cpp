// SPDX-License-Identifier: MIT
// page(), after(), before(): a table walked page by page gives each row once, in order.
#include <nuage/functions.hpp>
#include <nuage/instrumentation.hpp>
#include <nuage/into.hpp>
#include <nuage/pagination.hpp>
#include <nuage/windows.hpp>
#include <support/catch.hpp>
#include <support/composite_models.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using nuage::Cursor;
using nuage::Page;

namespace {

struct Shop;

struct Region {
    std::int64_t id{};
    std::optional<std::string> name{};

    NUAGE_MODEL(Region, (id), (name, max_length(20)))
    NUAGE_META(ordering("-name"))
};
struct Shop {
    std::int64_t id{};
    std::string name{};
    std::optional<std::int32_t> rating{};
    nuage::ForeignKey<Region, nuage::nullable> region{};

    NUAGE_MODEL(Shop, (id), (name, max_length(20)), (rating), (region))
    NUAGE_META(ordering("region", "name"))
};
/// Every column has many ties, and NULLs where it may.
struct Item {
    std::int64_t id{};
    std::optional<std::int32_t> a{};
    std::optional<std::string> b{};
    bool c{};
    std::optional<nuage::Decimal> d{};
    std::optional<double> e{};
    std::optional<nuage::DateTime> f{};
    nuage::Uuid g{};
    std::optional<nuage::Duration> h{};
    std::optional<nuage::Date> i{};
    nuage::ForeignKey<Shop, nuage::nullable> shop{};

    NUAGE_MODEL(Item, (id), (a), (b, max_length(20)), (c), (d, digits(8, 2)), (e), (f), (g), (h), (i), (shop))
};
NUAGE_APP(pages, Region, Shop, Item);

constexpr int count = 60;

struct Walk {
    test::AppTables tables{nuage_app_pages()};
    std::vector<Shop> shops;

    Walk() {
        const Region north = Region::objects.create("name"_f = "north"), nowhere = Region::objects.create("name"_f = nullptr);
        shops.push_back(Shop::objects.create("name"_f = "x", "rating"_f = 1, "region"_f = north));
        shops.push_back(Shop::objects.create("name"_f = "y", "region"_f = nowhere));
        shops.push_back(Shop::objects.create("name"_f = "z", "rating"_f = 2));
        const char* const texts[] = {"é", "a", "", "Z", "ab", "A"};   // two of them are one where case does not count
        std::vector<Item> items;
        for (int n = 0; n < count; ++n) {
            Item item;
            if (n % 4 != 0) item.a = n % 3;
            if (n % 5 != 0) item.b = texts[n * 7 % 6];
            item.c = n % 7 < 3;
            if (n % 6 != 0) item.d = nuage::Decimal("10.10") * nuage::Decimal(n % 4 - 2);
            if (n % 6 != 1) item.e = 0.1 * (n % 5);
            if (n % 6 != 2) item.f = nuage::datetime(2024, 1, 1 + static_cast<unsigned>(n % 3), 0, 0, 0, n % 2);
            item.g.bytes[static_cast<std::size_t>(n % 2)] = static_cast<std::uint8_t>(n % 5 * 50);
            if (n % 6 != 3) item.h = nuage::Duration((n % 3 - 1) * 1'000'001);
            if (n % 6 != 4) item.i = nuage::date(2024, 1, 1) + nuage::days * (n % 4);
            if (n % 5 != 3) item.shop = shops[static_cast<std::size_t>(n % 3)];
            items.push_back(item);
        }
        Item::objects.bulk_create(items);
    }
};

using Keys = std::vector<std::int64_t>;

template <class Row>
std::int64_t key_of(const Row& row) {
    if constexpr (requires { row.id; }) return row.id;
    else return std::get<0>(row);
}
template <class Row>
void add_keys(Keys& keys, const Page<Row>& page) {
    for (const Row& row : page) keys.push_back(key_of(row));
}

/// Forwards and backwards, in pages of some sizes; `wanted` is the order without pages.
template <class Set>
void check_walk(const Set& set, const Keys& wanted) {
    for (const std::int64_t size : {1, 4, 7, 59, 60, 61}) {
        INFO("pages of " << size << ": " << set.sql().text);
        Keys keys;
        std::size_t pages = 0;
        nuage::PageOptions options;
        for (bool more = true; more; ++pages) {
            const auto page = set.page(size, options);
            add_keys(keys, page);
            REQUIRE(page.previous.has_value() == (pages > 0));
            more = page.next.has_value();
            // What a URL carries is text.
            if (more) options = {.after = Cursor(page.next->text())};
            REQUIRE(pages <= wanted.size());
        }
        CHECK(keys == wanted);
        CHECK(pages == (wanted.size() + static_cast<std::size_t>(size) - 1) / static_cast<std::size_t>(size));

        Keys back;
        Page<typename Set::value_type> page;
        options = {.before = set.page(static_cast<std::int64_t>(wanted.size()) - 1).next};
        REQUIRE(options.before.has_value());
        for (bool more = true; more;) {
            page = set.page(size, options);
            REQUIRE(page.next.has_value());
            Keys part;
            add_keys(part, page);
            back.insert(back.begin(), part.begin(), part.end());
            more = page.previous.has_value();
            if (more) options = {.before = Cursor(page.previous->text())};
            REQUIRE(back.size() <= wanted.size());
        }
        // Those before the last row but one: the cursor's own row is not among them.
        CHECK(back == Keys(wanted.begin(), wanted.end() - 2));
    }
}
/// The database's own order is the measure.
template <class... N>
void check_order(const N&... names) {
    const auto set = Item::objects.order_by(names...);
    const Keys wanted = Item::objects.order_by(names..., "id"_f).flat("id"_f);
    REQUIRE(wanted.size() == count);
    check_walk(set.order_by(names..., "id"_f), wanted);
    if constexpr (sizeof...(N) > 0) check_walk(set.order_by(names..., "-id"_f), Item::objects.order_by(names..., "-id"_f).flat("id"_f));
}

}  // namespace

TEST_CASE_METHOD(Walk, "pages in the order of columns with ties and NULLs give each row once") {
    check_order("a"_f);
    check_order("-a"_f);
    check_order("b"_f);
    check_order("-b"_f, "a"_f);
    check_order("c"_f, "-d"_f);
    check_order("-c"_f, "d"_f, "-a"_f);
    check_order("e"_f);
    check_order("-f"_f, "b"_f);
    check_order("g"_f);
    check_order("-h"_f);
    check_order("i"_f, "-h"_f, "g"_f);
}

TEST_CASE_METHOD(Walk, "pages obey NULLS FIRST and NULLS LAST") {
    check_order("a"_f.asc().nulls_first());
    check_order("a"_f.asc().nulls_last());
    check_order("a"_f.desc().nulls_first(), "b"_f.asc().nulls_last());
    check_order("b"_f.desc().nulls_last(), "d"_f);
}

TEST_CASE_METHOD(Walk, "pages in the order of related fields and of expressions give each row once") {
    check_order("shop__name"_f);
    check_order("-shop__rating"_f, "a"_f);
    check_order("shop__region__name"_f);
    check_order("shop"_f);                       // by that model's ordering, which goes on by another one
    check_order("-shop"_f, "-c"_f);
    check_order("a"_f + 2 * "id"_f);
    check_order(nuage::Coalesce("a"_f, -1).desc());
    check_order("f__day"_f);
}

TEST_CASE_METHOD(Walk, "an ordering that is not unique is completed by the key, in its last direction") {
    check_walk(Item::objects.order_by("a"_f), Item::objects.order_by("a"_f, "id"_f).flat("id"_f));
    check_walk(Item::objects.order_by("-b"_f), Item::objects.order_by("-b"_f, "-id"_f).flat("id"_f));
    check_walk(Item::objects.all(), Item::objects.order_by("id"_f).flat("id"_f));
    check_walk(Item::objects.order_by("a"_f).reverse(), Item::objects.order_by("a"_f, "id"_f).reverse().flat("id"_f));
    CHECK(Shop::objects.page(2).rows[0].id == Shop::objects.order_by("region"_f, "name"_f, "id"_f).first()->id);   // Meta's
}

TEST_CASE_METHOD(Walk, "pages are of filtered rows, of annotated ones, of columns and of structs") {
    const auto some = Item::objects.filter("a__gte"_f = 1, "shop__name__in"_f = {"x", "y"}).exclude("b"_f = "Z");
    check_walk(some.order_by("shop__name"_f, "-a"_f), some.order_by("shop__name"_f, "-a"_f, "-id"_f).flat("id"_f));
    const auto twice = Item::objects.annotate("twice"_f = "a"_f * 2).order_by("-twice"_f, "id"_f);
    check_walk(twice, twice.flat("id"_f));
    CHECK(twice.page(60).rows[7]["twice"_f] == twice[std::size_t{7}]["twice"_f]);
    const auto listed = Item::objects.order_by("b"_f).values_list("id"_f, "shop__name"_f);
    check_walk(listed, Item::objects.order_by("b"_f, "id"_f).flat("id"_f));
    struct Line {
        std::int64_t id;
        std::optional<std::string> shop;
    };
    const auto lines = Item::objects.order_by("b"_f).into<Line>("id"_f, "shop__name"_f);
    check_walk(lines, Item::objects.order_by("b"_f, "id"_f).flat("id"_f));
    CHECK(lines.page(60).rows[5].shop == std::get<1>(listed.order_by("b"_f, "id"_f)[std::size_t{5}]));
    const auto joined = Item::objects.select_related("shop__region"_f).order_by("-a"_f);
    check_walk(joined, Item::objects.order_by("-a"_f, "-id"_f).flat("id"_f));
    nuage::QueryCounter counter;
    for (const Item& item : joined.page(10))
        if (item.shop && item.shop->region) CHECK(item.shop->region->id > 0);
    CHECK(counter.count() == 1);
}

TEST_CASE_METHOD(test::Bookshop, "pages of objects with aggregates are walked by those") {
    using shop::Author;
    const auto authors = Author::objects.annotate("n"_f = nuage::Count("books"_f)).order_by("-n"_f);
    auto page = authors.page(2);
    CHECK(page.rows[0].first_name == "Ada");
    CHECK(page.rows[0]["n"_f] == 2);
    page = authors.page(3, {.after = page.next});
    CHECK(page.size() == 2);
    CHECK_FALSE(page.next);
    CHECK(page.rows[1]["n"_f] == 0);
    page = authors.page(1, {.before = page.previous});
    CHECK(page.size() == 1);
    const auto books = shop::Book::objects.prefetch_related("reviews"_f).order_by("title"_f).page(2);
    nuage::QueryCounter counter;
    CHECK(books.rows[0].reviews.size() == 2);
    CHECK(counter.count() == 0);
}

TEST_CASE_METHOD(keyed::Fixture, "pages of rows with keys of several fields") {
    using keyed::Line;
    Keys numbers;
    nuage::PageOptions options;
    for (bool more = true; more;) {
        const Page<Line> page = Line::objects.order_by("-order"_f).page(2, options);
        for (const Line& line : page) numbers.push_back(line.order.id() * 10 + line.number);
        more = page.next.has_value();
        options.after = page.next;
    }
    CHECK(numbers == Keys{second.id * 10 + 3, second.id * 10 + 2, second.id * 10 + 1, first.id * 10 + 3, first.id * 10 + 2, first.id * 10 + 1});
}

TEST_CASE_METHOD(Walk, "rows that come or go between two pages do not move the others") {
    const auto set = Item::objects.order_by("a"_f.asc().nulls_first(), "id"_f);
    const auto one = set.page(10);
    set.filter("id"_f = one.rows[9].id).erase();       // the row that the cursor is of
    Item::objects.create("a"_f = nullptr);             // before the next page
    const auto two = set.page(10, {.after = one.next});
    CHECK(two.rows[0].id == set.skip(9)[std::size_t{0}].id);
}

TEST_CASE_METHOD(Walk, "after() and before() are query sets, and cursor() is of an object") {
    const auto set = Item::objects.order_by("shop__name"_f, "-a"_f);
    const Keys all = set.order_by("shop__name"_f, "-a"_f, "-id"_f).flat("id"_f);
    const Item tenth = Item::objects.get("pk"_f = all[10]);
    const Cursor cursor = set.cursor(tenth);
    CHECK(cursor == *set.page(11).next);
    CHECK(set.after(cursor).flat("id"_f) == Keys(all.begin() + 11, all.end()));
    CHECK(set.before(cursor).flat("id"_f) == Keys(all.begin(), all.begin() + 10));
    CHECK(set.after(cursor).filter("c"_f = true).count() + set.after(cursor).filter("c"_f = false).count() == 49);
    CHECK(set.values_list("id"_f).after(cursor).first() == std::tuple(all[11]));
    CHECK_THROWS_AS(set.filter("id__lt"_f = 0).cursor(tenth), Item::DoesNotExist);
    CHECK(set.after(set.cursor(Item::objects.get("pk"_f = all.back()))).count() == 0);
    // A bound of the first column stands alone, where no NULL comes behind it.
    const auto by_flag = Item::objects.order_by("c"_f, "id"_f);
    const std::string sql = by_flag.after(by_flag.cursor(tenth)).sql().text;
    const std::size_t where = sql.find(" WHERE ");
    CHECK(sql.find(" >= ", where) < sql.find(" AND (", where));
    CHECK(sql.find(" OR ", where) > sql.find(" AND (", where));
    nuage::QueryCounter counter;
    CHECK(Item::objects.after(Item::objects.cursor(tenth)).exists());
    CHECK(counter.count() == 2);
    for (const std::string& sql : counter.statements()) CHECK(sql.find("OFFSET") == std::string::npos);
}

TEST_CASE_METHOD(Walk, "a page of nothing has no cursors") {
    const auto page = Item::objects.filter("a"_f = 99).page(5);
    CHECK(page.empty());
    CHECK_FALSE(page.next);
    CHECK_FALSE(page.previous);
    CHECK(Item::objects.none().page(5).empty());
}

TEST_CASE_METHOD(Walk, "a cursor is checked: its text, and the ordering that it is of") {
    const auto set = Item::objects.order_by("b"_f, "a"_f);
    const Cursor cursor = *set.page(3).next;
    for (const char c : cursor.text()) CHECK((std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_'));
    for (const std::string& bad : {std::string(), std::string("nonsense"), std::string("%%%%"), cursor.text() + "A", cursor.text().substr(1),
                                   cursor.text().substr(0, cursor.text().size() - 2), std::string(5000, 'A')})
        CHECK_THROWS_AS(Cursor(bad), nuage::InvalidCursor);
    std::size_t refused = 0;
    for (std::size_t i = 0; i < cursor.text().size(); ++i) {
        std::string changed = cursor.text();
        changed[i] = changed[i] == 'B' ? 'C' : 'B';
        try {
            static_cast<void>(Cursor(changed));
        } catch (const nuage::InvalidCursor&) {
            ++refused;
        }
    }
    CHECK(refused == cursor.text().size());
    CHECK_THROWS_WITH(Cursor("nonsense"), Catch::Contains("[W026]"));
    CHECK_THROWS_AS(Item::objects.order_by("b"_f).page(3, {.after = cursor}), nuage::InvalidCursor);
    CHECK_THROWS_AS(Item::objects.order_by("-b"_f, "a"_f).page(3, {.after = cursor}), nuage::InvalidCursor);
    CHECK_THROWS_AS(Item::objects.order_by("b"_f, "a"_f.asc().nulls_last()).page(3, {.after = cursor}), nuage::InvalidCursor);
    CHECK_THROWS_AS(set.reverse().after(cursor), nuage::InvalidCursor);
    CHECK_THROWS_AS(Shop::objects.order_by("name"_f).after(cursor), nuage::InvalidCursor);
    CHECK_THROWS_WITH(Item::objects.order_by("a"_f, "b"_f).after(cursor), Catch::Contains("[W027]"));
    CHECK(set.filter("c"_f = true).page(3, {.after = cursor}).size() == 3);   // other rows, the same ordering
}

TEST_CASE_METHOD(Walk, "what has no place in an ordering has no pages") {
    CHECK_THROWS_AS(Item::objects.order_by("?"_f).page(3), nuage::TypeError);
    CHECK_THROWS_AS(Item::objects.values_list("a"_f).distinct().page(3), nuage::TypeError);
    CHECK_THROWS_AS(Item::objects.values_list("a"_f).annotate("n"_f = nuage::Count("id"_f)).page(3), nuage::TypeError);
    CHECK_THROWS_AS(Item::objects.annotate("n"_f = nuage::Window(nuage::RowNumber()).order_by("id"_f)).page(3), nuage::TypeError);
    CHECK_THROWS_WITH(shop::Author::objects.order_by("books__title"_f).page(3), Catch::Contains("[W028]"));
    CHECK_THROWS_AS(Item::objects.first(3).page(3), nuage::TypeError);
    CHECK_THROWS_AS(Item::objects.union_(Item::objects.all()).page(3), nuage::NotSupportedError);
    CHECK_THROWS_WITH(Item::objects.page(0), Catch::Contains("[W029]"));
    const auto page = Item::objects.page(3);
    CHECK_THROWS_AS(Item::objects.page(3, {.after = page.next, .before = page.next}), nuage::ValueError);
}
