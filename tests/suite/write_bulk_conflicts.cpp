// SPDX-License-Identifier: MIT
// bulk_create() of rows that are there already.
#include <support/catch.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;

namespace {

struct Stock {
    std::int64_t id{};
    std::string place{};
    std::string item{};
    std::int32_t amount{};
    std::int32_t counted{};

    NUAGE_MODEL(Stock, (id), (place, max_length(20)), (item, max_length(20)), (amount), (counted))
    NUAGE_META(constraints(unique("place", "item")))
};
NUAGE_APP(write_bulk_conflicts, Stock);

/// For databases that are told which fields find a row; others look at all their unique keys.
nuage::FieldNames found_by(nuage::FieldNames names) {
    return test::features().conflict_target ? std::move(names) : nuage::FieldNames();
}

struct Ann : Fixture {
    Author ann = Author::objects.create("name"_f = "Ann", "score"_f = 1);
    std::vector<Author> list{{.name = "Bob", .score = 2}, {.name = "Ann", .score = 20}, {.name = "Cy", .score = 3}};

    static std::int32_t score(const char* name) { return Author::objects.get("name"_f = name).score; }
};

}  // namespace

TEST_CASE_METHOD(Ann, "ignore_conflicts leaves rows that are there as they are and inserts the others") {
    Author::objects.bulk_create(list, {.ignore_conflicts = true});
    CHECK(Author::objects.count() == 3);
    CHECK(score("Ann") == 1);
    CHECK(score("Cy") == 3);
}

TEST_CASE_METHOD(Ann, "ignore_conflicts fills in no keys, and such objects are not stored ones") {
    Author::objects.bulk_create(list, {.ignore_conflicts = true});
    for (const Author& author : list) CHECK(author.id == 0);
    list[0].name = "Dora";
    list[0].save();
    CHECK(Author::objects.count() == 4);
}

TEST_CASE_METHOD(Ann, "ignore_conflicts passes over doubles among the objects, and over keys that are taken") {
    std::vector<Author> doubles{{.name = "Bob", .score = 1}, {.name = "Bob", .score = 2}, {.id = ann.id, .name = "Eve"}};
    Author::objects.bulk_create(doubles, {.ignore_conflicts = true});
    CHECK(Author::objects.count() == 2);
    CHECK(score("Bob") == 1);
    CHECK(score("Ann") == 1);
}

TEST_CASE_METHOD(Ann, "ignore_conflicts does not ignore other violations") {
    std::vector<Book> books{{.title = "Fine"}, {.title = "Long", .pages = 20000}};
    CHECK_THROWS_AS(Book::objects.bulk_create(books, {.ignore_conflicts = true}), nuage::CheckViolation);
    CHECK(Book::objects.count() == 0);
}

TEST_CASE_METHOD(Ann, "update_conflicts gives rows that are there the named fields, and fills in all keys") {
    Author::objects.bulk_create(list, {.update_conflicts = true,
                                       .update_fields = nuage::fields("score"_f),
                                       .unique_fields = found_by({"name"})});
    CHECK(Author::objects.count() == 3);
    CHECK(score("Ann") == 20);
    CHECK(score("Bob") == 2);
    if (!test::features().returning) return;
    CHECK(list[1].id == ann.id);
    for (const Author& author : list) CHECK(Author::objects.get("id"_f = author.id).name == author.name);
    list[1].score = 21;
    list[1].save();
    CHECK(score("Ann") == 21);
    CHECK(Author::objects.count() == 3);
}

TEST_CASE_METHOD(Ann, "update_conflicts finds rows by their primary key") {
    for (const char* key : {"id", "pk"}) {
        std::vector<Author> same{{.id = ann.id, .name = "Anna", .score = 7}, {.id = ann.id + 100, .name = key}};
        Author::objects.bulk_create(same, {.update_conflicts = true, .update_fields = {"name", "score"}, .unique_fields = found_by({key})});
        CHECK(Author::objects.get("id"_f = ann.id).name == "Anna");
        CHECK(Author::objects.get("id"_f = ann.id + 100).name == key);
        Author::objects.filter("id"_f = ann.id + 100).erase();
    }
}

TEST_CASE("update_conflicts finds rows by several fields together, in several batches") {
    const test::AppTables tables(nuage_app_write_bulk_conflicts());
    std::vector<Stock> stock;
    for (int i = 0; i < 1500; ++i) stock.push_back({.place = "P" + std::to_string(i % 3), .item = std::to_string(i / 3), .amount = i});
    Stock::objects.bulk_create(stock);
    for (Stock& entry : stock) entry = {.place = entry.place, .item = entry.item, .amount = entry.amount + 5, .counted = 9};
    stock.push_back({.place = "new", .item = "0", .amount = 77});
    Stock::objects.bulk_create(stock, {.batch_size = 400,
                                       .update_conflicts = true,
                                       .update_fields = nuage::fields("amount"_f),
                                       .unique_fields = found_by({"place", "item"})});
    CHECK(Stock::objects.count() == 1501);
    CHECK(Stock::objects.filter("counted"_f = 9).count() == 0);
    for (const Stock& entry : Stock::objects.order_by("id"_f).first(1500))
        CHECK(entry.amount == std::stoi(entry.item) * 3 + (entry.place[1] - '0') + 5);
    if (test::features().returning) CHECK(Stock::objects.get("id"_f = stock.back().id).amount == 77);
}

TEST_CASE_METHOD(Ann, "an upsert that fails leaves rows and keys as they were") {
    std::vector<Author> some(3);
    for (int i = 0; i < 3; ++i) some[static_cast<std::size_t>(i)] = {.name = "A" + std::to_string(i)};
    some.push_back({.name = std::string(51, 'x')});
    const nuage::BulkOptions options{
        .batch_size = 2, .update_conflicts = true, .update_fields = {"score"}, .unique_fields = found_by({"name"})};
    CHECK_THROWS_AS(Author::objects.bulk_create(some, options), nuage::DataError);
    CHECK(Author::objects.count() == 1);
    for (const Author& author : some) CHECK(author.id == 0);
}
