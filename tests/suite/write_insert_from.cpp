// SPDX-License-Identifier: MIT
// insert_from(): new rows from a query.
#include <nuage/functions.hpp>
#include <nuage/insert_from.hpp>
#include <nuage/instrumentation.hpp>
#include <support/catch.hpp>
#include <support/own_databases.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using nuage::Count;
using write_models::Author;
using write_models::Book;

namespace {

/// Fields of each way to get a value that is not named.
struct Excerpt {
    std::int64_t id{};
    std::string title{};
    std::optional<nuage::Decimal> price{};
    std::int64_t copies = 17;
    std::optional<std::string> author{};
    nuage::Uuid batch{};
    std::optional<std::int32_t> rank{};
    std::string note{};
    nuage::DateTime made{};
    nuage::DateTime changed{};
    std::int64_t double_copies{};

    NUAGE_MODEL(Excerpt, (id), (title, max_length(100)), (price, digits(8, 2)), (copies), (author, max_length(50)),
                (batch, default_to<nuage::Uuid::random>), (rank), (note, max_length(20), db_default<"of the database">),
                (made, auto_now_add), (changed, auto_now), (double_copies, generated<"copies"_f * 2>))
    NUAGE_META(ordering("id"))
};
struct Ticket {
    nuage::Uuid id{};
    std::string title{};
    std::optional<std::string> code{};

    NUAGE_MODEL(Ticket, (id, primary_key, default_to<nuage::Uuid::random>), (title, max_length(100)), (code, max_length(9), unique))
};
struct Pair {
    std::string left{};
    std::string right{};
    std::int32_t n = 4;

    NUAGE_MODEL(Pair, (left, max_length(40), primary_key), (right, max_length(40), primary_key), (n))
};
NUAGE_APP(insert_from, Excerpt, Ticket, Pair);

struct Shelf : write_models::Fixture {
    test::AppTables more{nuage_app_insert_from()};
    Author ann = Author::objects.create("name"_f = "Ann", "score"_f = 10);
    Author bob = Author::objects.create("name"_f = "Bob", "score"_f = 20);
    Shelf() {
        Book::objects.create("title"_f = "One", "pages"_f = 100, "price"_f = 1.5_dec, "copies"_f = 2, "author"_f = ann);
        Book::objects.create("title"_f = "Two", "pages"_f = 200, "copies"_f = 3, "author"_f = ann);
        Book::objects.create("title"_f = "Three", "pages"_f = 300, "copies"_f = 4);
    }
};
using Names = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(Shelf, "insert_from() inserts what a query selects, by one statement") {
    nuage::QueryCounter counter;
    const std::int64_t rows = Excerpt::objects.insert_from(
        Book::objects.filter("pages__gte"_f = 100).order_by("-pages"_f).values_list("title"_f, "price"_f, "author__name"_f), "title"_f, "price"_f, "author"_f);
    CHECK(rows == 3);
    CHECK(counter.count() == 1);
    const auto made = Excerpt::objects.all().fetch();
    REQUIRE(made.size() == 3);
    CHECK(made[0].title == "Three");
    CHECK(made[1].title == "Two");
    CHECK(made[2].title == "One");
    CHECK(made[0].author == std::nullopt);
    CHECK(made[2].author == "Ann");
    CHECK(made[2].price->str() == "1.50");
    CHECK(made[0].id != made[1].id);
}

TEST_CASE_METHOD(Shelf, "insert_from() gives fields that are not named what create() gives them") {
    const nuage::DateTime before = nuage::now();
    CHECK(Excerpt::objects.insert_from(Book::objects.values_list("title"_f), "title"_f) == 3);
    for (const Excerpt& row : Excerpt::objects.all()) {
        CHECK(row.price == std::nullopt);
        CHECK(row.copies == 17);
        CHECK(row.double_copies == 34);
        CHECK(row.batch != nuage::Uuid());
        CHECK(row.rank == std::nullopt);
        CHECK(row.note == "of the database");
        CHECK(row.made >= before);
        CHECK(row.changed >= before);
    }
    CHECK(Excerpt::objects.order_by().values("batch"_f).distinct().count() == 1);
}

TEST_CASE_METHOD(Shelf, "insert_from() takes the names of values(), expressions and wider integers") {
    CHECK(Excerpt::objects.insert_from(Book::objects.order_by("id"_f).values("title"_f, "copies"_f, "rank"_f = nuage::Length("title"_f))) == 3);
    const auto rows = Excerpt::objects.values_list("title"_f, "copies"_f, "rank"_f).fetch();
    CHECK(rows[2] == std::tuple("Three", 4, std::optional(5)));
    const std::int32_t twice = 2;
    CHECK(Excerpt::objects.insert_from(Book::objects.filter("title"_f = "One").values_list("title"_f, "x"_f = "copies"_f * twice), "title"_f, "copies"_f) == 1);
    CHECK(Excerpt::objects.last()->copies == 4);
}

TEST_CASE_METHOD(Shelf, "insert_from() takes groups, distinct rows, slices and unions") {
    const auto groups = Book::objects.filter("author__isnull"_f = false).order_by().values("author__name"_f).annotate("n"_f = Count("id"_f)).filter("n__gt"_f = 1);
    CHECK(Excerpt::objects.insert_from(groups.values_list("note"_f = nuage::Coalesce("author__name"_f, nuage::Value("?")), "n"_f), "title"_f, "copies"_f) == 1);
    CHECK(Excerpt::objects.get().copies == 2);
    CHECK(Excerpt::objects.get().title == "Ann");
    Excerpt::objects.raw_erase();
    CHECK(Excerpt::objects.insert_from(Book::objects.order_by("pages"_f).distinct().values_list("author__name"_f, "x"_f = nuage::Value("y")), "author"_f, "title"_f) == 3);
    CHECK(Excerpt::objects.insert_from(Book::objects.order_by().distinct().values_list("author__name"_f), "author"_f) == 2);
    Excerpt::objects.raw_erase();
    CHECK(Excerpt::objects.insert_from(Book::objects.order_by("-pages"_f)[{1, 2}].values_list("title"_f), "title"_f) == 1);
    CHECK(Excerpt::objects.get().title == "Two");
    CHECK(Excerpt::objects.insert_from(Book::objects.order_by().values_list("title"_f).union_(Author::objects.order_by().values_list("name"_f)), "title"_f) == 5);
    CHECK(Excerpt::objects.filter("copies"_f = 17).count() == 6);
    CHECK(Excerpt::objects.insert_from(Book::objects.none().values_list("title"_f), "title"_f) == 0);
    CHECK(Excerpt::objects.insert_from(Book::objects.filter("id__in"_f = std::vector<std::int64_t>()).values_list("title"_f), "title"_f) == 0);
}

TEST_CASE_METHOD(Shelf, "insert_from() may read the table it writes, and binds its values") {
    const std::string wild = "x'); DROP TABLE y; --";
    CHECK(Author::objects.insert_from(Author::objects.values_list("x"_f = nuage::Concat("name"_f, nuage::Value(wild)), "score"_f), "name"_f, "score"_f) == 2);
    CHECK(Author::objects.filter("name"_f = "Ann" + wild).count() == 1);
    CHECK(Book::objects.insert_from(Book::objects.filter("author__isnull"_f = false, "title"_f = "One").values("title"_f, "pages"_f, "author"_f)) == 1);
    CHECK(Book::objects.filter("title"_f = "One", "copies"_f = 1, "author"_f = ann).count() == 1);
}

TEST_CASE_METHOD(Shelf, "the statement of insert_from() is used again, with other values") {
    const auto copy = [](std::int32_t pages) {
        return Excerpt::objects.insert_from(Book::objects.filter("pages"_f = pages).values_list("title"_f), "title"_f);
    };
    CHECK(copy(100) == 1);
    CHECK(copy(200) == 1);
    CHECK(copy(7) == 0);
    CHECK(Excerpt::objects.flat("title"_f) == Names{"One", "Two"});
}

TEST_CASE_METHOD(Shelf, "insert_from() fails as a whole, or passes over rows that are there") {
    const auto names = Book::objects.order_by("id"_f).values_list("title"_f);
    Author::objects.create("name"_f = "Two", "score"_f = 1);
    nuage::atomic([&] { CHECK_THROWS_AS(nuage::atomic([&] { Author::objects.insert_from(names, "name"_f); }), nuage::UniqueViolation); });
    CHECK(Author::objects.count() == 3);
    if (!test::features().ignore_conflicts) return;
    Author::objects.insert_from({.ignore_conflicts = true}, names, "name"_f);
    CHECK(Author::objects.order_by("id"_f).flat("name"_f) == Names{"Ann", "Bob", "Two", "One", "Three"});
    CHECK(Author::objects.get("name"_f = "Two").score == 1);
    Author::objects.insert_from({.ignore_conflicts = true}, Author::objects.values("name"_f, "score"_f));
    CHECK(Author::objects.count() == 5);
}

TEST_CASE_METHOD(Shelf, "insert_from() refuses one value for all rows where it must be another for each") {
    nuage::QueryCounter counter;
    CHECK_THROWS_WITH(Ticket::objects.insert_from(Book::objects.values_list("title"_f), "title"_f), Catch::Contains("[W025]") && Catch::Contains("'id'"));
    CHECK_THROWS_AS(Ticket::objects.insert_from(Book::objects.values_list("title"_f), "title"_f), nuage::ValueError);
    CHECK(counter.count() == 0);
    CHECK(Pair::objects.insert_from(Book::objects.filter("author"_f = ann).values_list("title"_f, "low"_f = nuage::Lower("title"_f)), "left"_f, "right"_f) == 2);
    CHECK(Pair::objects.get("pk"_f = std::tuple("One", "one")).n == 4);
}

TEST_CASE("insert_from() stays in one database") {
    const Shelf shelf;
    CHECK_THROWS_AS(Excerpt::objects.insert_from(Book::objects.using_db("elsewhere").values_list("title"_f), "title"_f), nuage::ValueError);
    CHECK(Excerpt::objects.insert_from(Book::objects.using_db("default").values_list("title"_f), "title"_f) == 3);
}
