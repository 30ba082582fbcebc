// SPDX-License-Identifier: MIT
// returning(): update() and erase() that give rows back.
#include <nuage/instrumentation.hpp>
#include <nuage/returning.hpp>
#include <nuage/signals.hpp>
#include <support/catch.hpp>
#include <support/composite_models.hpp>
#include <support/erase_models.hpp>
#include <support/inheritance_models.hpp>
#include <support/test_databases.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;

namespace {

namespace wm = write_models;

struct Shelf : wm::Fixture {
    wm::Author ann = wm::Author::objects.create("name"_f = "Ann", "score"_f = 10);
    wm::Author bob = wm::Author::objects.create("name"_f = "Bob", "score"_f = 20);
    wm::Book one = wm::Book::objects.create("title"_f = "One", "pages"_f = 100, "price"_f = 1.5_dec, "copies"_f = 2, "author"_f = ann);
    wm::Book two = wm::Book::objects.create("title"_f = "Two", "pages"_f = 200, "copies"_f = 3, "author"_f = ann);
    wm::Book three = wm::Book::objects.create("title"_f = "Three", "pages"_f = 300, "copies"_f = 4);
};

using Row = std::tuple<std::int64_t, std::string, std::int32_t>;
std::vector<Row> sorted(std::vector<Row> rows) {
    std::sort(rows.begin(), rows.end());
    return rows;
}
bool updates() { return test::features().update_returning; }

}  // namespace

TEST_CASE_METHOD(Shelf, "update() after returning() gives the rows as they are afterwards") {
    const auto copies = wm::Book::objects.filter("pages__lte"_f = 200).returning("id"_f, "title"_f, "copies"_f);
    static_assert(std::is_same_v<decltype(copies)::value_type, Row>);
    if (!updates()) {
        nuage::QueryCounter counter;
        CHECK_THROWS_AS(copies.update("copies"_f = 1), nuage::NotSupportedError);
        CHECK_THROWS_WITH(copies.update("copies"_f = 1), Catch::Contains("[W017]"));
        CHECK(counter.count() == 0);
        return;
    }
    nuage::QueryCounter counter;
    const std::vector<Row> rows = copies.update("copies"_f = "copies"_f * 10);
    CHECK(counter.count() == 1);
    CHECK(sorted(rows) == std::vector<Row>{{one.id, "One", 20}, {two.id, "Two", 30}});
    CHECK(wm::Book::objects.order_by("id"_f).flat("copies"_f) == std::vector<std::int32_t>{20, 30, 4});
    CHECK(wm::Book::objects.none().returning("id"_f).update("copies"_f = 1).empty());
    CHECK(wm::Book::objects.filter("pages"_f = 7).returning("id"_f).update("copies"_f = 1).empty());
    CHECK(copies.update().empty());
}

TEST_CASE_METHOD(Shelf, "update() after returning() obeys conditions over relations") {
    if (!updates()) return;
    const auto rows = wm::Book::objects.filter("author__score"_f = 10).exclude("title"_f = "Two").returning("title"_f, "author"_f, "price"_f).update("pages"_f = 5);
    REQUIRE(rows.size() == 1);
    CHECK(std::get<0>(rows[0]) == "One");
    CHECK(std::get<1>(rows[0]) == ann.id);
    CHECK(std::get<2>(rows[0])->str() == "1.50");
    CHECK(wm::Author::objects.filter("books__pages__gt"_f = 1).returning("name"_f).update("score"_f = 1).size() == 1);
}

TEST_CASE_METHOD(Shelf, "update() after returning() without names gives objects") {
    if (!updates()) return;
    std::vector<wm::Book> books = wm::Book::objects.filter("title"_f = "One").select_related("author"_f).returning().update("title"_f = "First", "author"_f = nullptr);
    static_assert(std::is_same_v<decltype(books)::value_type, wm::Book>);
    REQUIRE(books.size() == 1);
    CHECK(books[0].id == one.id);
    CHECK(books[0].title == "First");
    CHECK(books[0].copies == 2);
    CHECK_FALSE(books[0].author);
    books[0].title = "Again";
    books[0].save();
    CHECK(wm::Book::objects.get("pk"_f = one.id).title == "Again");
}

TEST_CASE_METHOD(Shelf, "returned rows are read into structs") {
    struct Left {
        std::int64_t id;
        std::optional<std::int64_t> copies;
    };
    const std::vector<Left> gone = wm::Book::objects.filter("title"_f = "Three").returning("id"_f, "copies"_f).into<Left>().erase();
    REQUIRE(gone.size() == 1);
    CHECK(gone[0].id == three.id);
    CHECK(gone[0].copies == 4);
}

TEST_CASE_METHOD(Shelf, "update() after returning() is refused where update() is") {
    CHECK_THROWS_AS(wm::Book::objects[(nuage::Slice{0, 1})].returning("id"_f).update("pages"_f = 1), nuage::TypeError);
    CHECK_THROWS_AS(wm::Book::objects[(nuage::Slice{0, 1})].returning("id"_f).erase(), nuage::TypeError);
    CHECK_THROWS_AS(wm::Book::objects.distinct("title"_f).returning("id"_f).erase(), nuage::TypeError);
    CHECK_THROWS_AS(wm::Book::objects.union_(wm::Book::objects.all()).returning("id"_f).erase(), nuage::NotSupportedError);
}

TEST_CASE_METHOD(Shelf, "erase() after returning() is one DELETE where nothing refers to the rows") {
    nuage::QueryCounter counter;
    const auto rows = wm::Book::objects.filter("author__name"_f = "Ann").returning("id"_f, "title"_f, "copies"_f).erase();
    CHECK(sorted(rows) == std::vector<Row>{{one.id, "One", 2}, {two.id, "Two", 3}});
    if (test::features().erase_returning) CHECK(counter.count() == 1);
    CHECK(wm::Book::objects.flat("title"_f) == std::vector<std::string>{"Three"});
    CHECK(wm::Book::objects.none().returning("id"_f).erase().empty());
    CHECK(wm::Book::objects.filter("title"_f = "One").returning("id"_f).erase().empty());
}

TEST_CASE_METHOD(Shelf, "erase() after returning() cascades, and gives the rows it was asked for") {
    std::vector<wm::Author> authors = wm::Author::objects.filter("score__lt"_f = 15).returning().erase();
    REQUIRE(authors.size() == 1);
    CHECK(authors[0].name == "Ann");
    CHECK(authors[0].id == ann.id);
    CHECK(wm::Author::objects.count() == 1);
    CHECK(wm::Book::objects.flat("title"_f) == std::vector<std::string>{"Three"});
    authors[0].save();   // the row is made anew, with the key it had
    CHECK(wm::Author::objects.get("name"_f = "Ann").id == ann.id);
    CHECK(wm::Author::objects.filter("name"_f = "Nobody").returning().erase().empty());
}

TEST_CASE_METHOD(Shelf, "receivers are told of rows that come back") {
    int erased = 0;
    const auto watching = nuage::signals::post_delete<wm::Book>.connect([&](wm::Book&) { ++erased; });
    CHECK(wm::Book::objects.filter("copies__gt"_f = 2).returning("id"_f).erase().size() == 2);
    CHECK(erased == 2);
}

TEST_CASE("a refused erase() after returning() spoils no transaction") {
    const erasing::Fixture fixture;
    const auto publisher = erasing::Publisher::objects.create("name"_f = "P");
    erasing::Book::objects.create("title"_f = "B", "author"_f = fixture.ann, "publisher"_f = publisher);
    nuage::atomic([&] {
        CHECK_THROWS_AS(erasing::Publisher::objects.returning("id"_f).erase(), nuage::ProtectedError);
        CHECK(erasing::Publisher::objects.filter("name"_f = "P").exists());
    });
}

TEST_CASE_METHOD(keyed::Fixture, "rows with keys of several fields come back") {
    using keyed::Line;
    const auto erased = Line::objects.filter("order__name"_f = "first", "number__gt"_f = 1).returning("pk"_f, "note"_f).erase();
    REQUIRE(erased.size() == 2);
    std::vector<std::string> notes{std::get<1>(erased[0]), std::get<1>(erased[1])};
    std::sort(notes.begin(), notes.end());
    CHECK(notes == std::vector<std::string>{"first.2", "first.3"});
    CHECK(std::get<0>(std::get<0>(erased[0])) == first.id);
    if (!updates()) return;
    const auto updated = Line::objects.filter("number"_f = 1, "product__name"_f = "pen").returning("pk"_f, "quantity"_f).update("quantity"_f = 99);
    REQUIRE(updated.size() == 2);
    CHECK(std::get<1>(updated[0]) == 99);
}

TEST_CASE_METHOD(inheritance_models::Fixture, "rows of children of other models come back when they are erased") {
    using inheritance_models::Gadget;
    Gadget::objects.create("sku"_f = "g9", "label"_f = "Lamp", "voltage"_f = 12.0);
    const auto gone = Gadget::objects.filter("sku"_f = "g9").returning("label"_f, "voltage"_f).erase();
    REQUIRE(gone.size() == 1);
    CHECK(gone[0] == std::tuple("Lamp", std::optional(12.0)));
    CHECK_FALSE(inheritance_models::Product::objects.filter("sku"_f = "g9").exists());
}
