// SPDX-License-Identifier: MIT
// into(): rows as structs of the user's own.
#include <nuage/instrumentation.hpp>
#include <nuage/into.hpp>
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using nuage::Count;
using shop::Author;
using shop::Book;
using shop::Review;

namespace {

struct Line {
    std::string title;
    std::optional<std::string> publisher;
    std::int64_t reviews = 0;
    friend bool operator==(const Line&, const Line&) = default;
};

/// A column of each kind; integers in wider members than theirs, values that are never NULL in optional members.
struct Sheet {
    std::string title{};
    std::optional<std::int64_t> pages = 7;
    std::optional<nuage::Decimal> price{};
    std::optional<double> weight = 1.5;
    std::optional<nuage::Date> published{};
    std::optional<nuage::DateTime> released{};
    std::optional<nuage::Duration> reading{};
    nuage::Uuid uid{};
    std::optional<shop::Status> status{};
    std::int64_t stock = 9;
    bool is_ebook = true;
    std::optional<std::string> country{};
    std::int64_t author = 0;
};

struct Title {
    std::string text;
};

auto lines() { return Book::objects.order_by("title"_f).into<Line>("title"_f, "publisher__name"_f, "n"_f = Count("reviews"_f)); }

}  // namespace

TEST_CASE_METHOD(test::Bookshop, "into() reads columns into the members of a struct, in order") {
    const auto rows = lines();
    static_assert(std::is_same_v<decltype(rows)::value_type, Line>);
    CHECK(rows.fetch() == std::vector<Line>{{"Alpha", "North", 2}, {"Beta", "South", 1}, {"Delta", "North", 2}, {"Gamma", std::nullopt, 0}});
    std::size_t seen = 0;
    for (const auto& [title, publisher, reviews] : rows) seen += title.size() + static_cast<std::size_t>(reviews);
    CHECK(seen == 19 + 5);
    CHECK(rows.size() == 4);
}

TEST_CASE_METHOD(test::Bookshop, "into() gives a query set that is lazy and goes on like others") {
    nuage::QueryCounter counter;
    auto rows = lines().filter("title__gt"_f = "Alpha");
    rows = rows.exclude("title"_f = "Gamma");
    CHECK(counter.count() == 0);
    CHECK(rows.first() == Line{"Beta", "South", 1});
    CHECK(rows.last() == Line{"Delta", "North", 2});
    CHECK(rows.get("publisher__name"_f = "South") == Line{"Beta", "South", 1});
    CHECK_THROWS_AS(rows.get("title"_f = "Omega"), Book::DoesNotExist);
    CHECK(rows[{1, 2}].fetch() == std::vector<Line>{{"Delta", "North", 2}});
    CHECK(rows[std::size_t{1}].title == "Delta");
    CHECK(rows.order_by("-n"_f, "title"_f).first()->title == "Delta");
    CHECK(rows.reverse().first()->title == "Delta");
    CHECK(rows.count() == 2);
    CHECK(rows.exists());
    CHECK_FALSE(rows.none().first());
    CHECK(rows.latest("title"_f).title == "Delta");
    CHECK(Book::objects.distinct().into<Title>("author__first_name"_f).size() == 3);
}

TEST_CASE_METHOD(test::Bookshop, "into() streams, and its rows of before do not shine through") {
    std::vector<std::optional<std::string>> publishers;
    for (const Line& line : lines().order_by("publisher__name"_f.desc().nulls_last(), "title"_f).iterator(2)) publishers.push_back(line.publisher);
    CHECK(publishers == std::vector<std::optional<std::string>>{"South", "North", "North", std::nullopt});
}

TEST_CASE_METHOD(test::Bookshop, "into() reads every kind of column, integers into wider members, too") {
    nuage::update(delta, "released_at"_f = nuage::datetime(2024, 5, 17, 12, 30), "reading_time"_f = nuage::Duration(90));
    const auto sheets = Book::objects.order_by("title"_f).into<Sheet>("title"_f, "pages"_f, "price"_f, "weight"_f, "published"_f, "released_at"_f,
                                                                      "reading_time"_f, "uid"_f, "status"_f, "stock"_f, "is_ebook"_f,
                                                                      "publisher__country__code"_f, "author"_f);
    const std::vector<Sheet> rows = sheets.fetch();
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].pages == 100);
    CHECK(rows[0].price == 10_dec);
    CHECK(rows[0].price->str() == "10.00");
    CHECK(rows[0].published == nuage::date(2020, 1, 1));
    CHECK(rows[0].uid == alpha.uid);
    CHECK(rows[0].status == shop::Status::live);
    CHECK(rows[0].stock == alpha.stock);
    CHECK(rows[0].is_ebook == false);
    CHECK(rows[0].country == "FR");
    CHECK(rows[0].author == ada.id);
    CHECK(rows[2].pages == std::nullopt);
    CHECK(rows[2].weight == delta.weight);
    CHECK(rows[2].published == std::nullopt);
    CHECK(rows[2].released == nuage::datetime(2024, 5, 17, 12, 30));
    CHECK(rows[2].reading == nuage::Duration(90));
    CHECK(rows[3].price == std::nullopt);
    CHECK(rows[3].country == std::nullopt);
}

TEST_CASE_METHOD(test::Bookshop, "into() without columns takes those of values() and values_list(), groups among them") {
    struct Group {
        std::string author;
        std::int64_t books = 0;
    };
    const auto by_name = Book::objects.values("author__first_name"_f).annotate("n"_f = Count("id"_f)).order_by("-n"_f, "author__first_name"_f).into<Group>();
    REQUIRE(by_name.size() == 3);
    CHECK(by_name.rows()[0].author == "Ada");
    CHECK(by_name.rows()[0].books == 2);
    CHECK(by_name.rows()[2].author == "Cleo");
    const auto listed = Book::objects.values_list("author__first_name"_f).annotate("n"_f = Count("id"_f)).order_by("-n"_f).into<Group>();
    CHECK(listed.first()->books == 2);
    struct Whole {
        std::int64_t id;
        std::int64_t book;
        std::optional<std::int64_t> reviewer;
        std::int32_t stars;
        std::string text;
        std::optional<bool> helpful;
        nuage::DateTime posted;
    };
    const std::optional<Whole> whole = Review::objects.filter("pk"_f = alpha_ben.id).into<Whole>().first();
    CHECK(whole->id == alpha_ben.id);
    CHECK(whole->book == alpha.id);
    CHECK(whole->reviewer == ben.id);
    CHECK(whole->stars == 5);
    CHECK(whole->posted == alpha_ben.posted);
    CHECK(Author::objects.filter("first_name"_f = "Ada").into<Title>("last_name"_f).first()->text == ada.last_name);
}

TEST_CASE_METHOD(test::Bookshop, "into() goes on after set operations, and query sets of one struct can be combined") {
    const auto live = Book::objects.filter("status"_f = shop::Status::live).into<Title>("title"_f);
    const auto short_ones = Book::objects.filter("pages__lt"_f = 150).into<Title>("title"_f);
    test::Names found;
    for (const Title& title : live.union_(short_ones).order_by("title"_f)) found.push_back(title.text);
    CHECK(found == test::Names{"Alpha", "Beta"});
}
