// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;

namespace {

std::vector<Author> authors(int count) {
    std::vector<Author> list;
    for (int i = 0; i < count; ++i) list.push_back({.name = "Author " + std::to_string(i), .score = i});
    return list;
}

/// Each object's key leads to the row that holds the object's values.
bool keys_lead_to_rows(const std::vector<Author>& list) {
    std::vector<std::int64_t> ids;
    for (const Author& author : list) ids.push_back(author.id);
    const std::map<std::int64_t, Author> rows = Author::objects.in_bulk(ids);
    if (rows.size() != list.size()) return false;
    for (const Author& author : list)
        if (rows.at(author.id).name != author.name || rows.at(author.id).score != author.score) return false;
    return true;
}

}  // namespace

TEST_CASE_METHOD(Fixture, "bulk_create() inserts any number of rows and fills in their keys") {
    for (const int count : {0, 1, 7, 2400}) {
        INFO(count);
        Author::objects.all().erase();
        std::vector<Author> list = authors(count);
        Author::objects.bulk_create(list);
        CHECK(Author::objects.count() == count);
        CHECK(keys_lead_to_rows(list));
    }
}

TEST_CASE_METHOD(Fixture, "bulk_create() numbers the rows in the order given") {
    std::vector<Author> list = authors(2400);
    Author::objects.bulk_create(list);
    CHECK(std::is_sorted(list.begin(), list.end(), [](const Author& a, const Author& b) { return a.id < b.id; }));
}

TEST_CASE_METHOD(Fixture, "bulk_create() in batches of a given size loses no row at their edges") {
    for (const std::size_t batch : {1, 2, 3, 10, 11}) {
        INFO(batch);
        Author::objects.all().erase();
        std::vector<Author> list = authors(10);
        Author::objects.bulk_create(list, {.batch_size = batch});
        CHECK(keys_lead_to_rows(list));
    }
}

TEST_CASE_METHOD(Fixture, "bulk_create() keeps explicit keys and generates the others") {
    std::vector<Author> list = authors(4);
    list[1].id = 5000;
    list[3].id = 6000;
    Author::objects.bulk_create(list);
    CHECK(list[1].id == 5000);
    CHECK(list[3].id == 6000);
    CHECK(list[0].id > 0);
    CHECK(list[2].id > list[0].id);
    CHECK(keys_lead_to_rows(list));
}

TEST_CASE_METHOD(Fixture, "objects of bulk_create() are stored objects: saving one updates its row") {
    std::vector<Author> list = authors(3);
    Author::objects.bulk_create(list);
    list[2].score = 99;
    list[2].save();
    CHECK(Author::objects.count() == 3);
    CHECK(Author::objects.get("id"_f = list[2].id).score == 99);
}

TEST_CASE_METHOD(Fixture, "bulk_create() is all or nothing: a violation in the last row leaves no row and no key") {
    std::vector<Author> list = authors(2400);
    list.back().name = list.front().name;
    CHECK_THROWS_AS(Author::objects.bulk_create(list), nuage::UniqueViolation);
    CHECK(Author::objects.count() == 0);
    CHECK(std::all_of(list.begin(), list.end(), [](const Author& author) { return author.id == 0; }));
    list.back().name = "Unique";
    Author::objects.bulk_create(list);
    CHECK(keys_lead_to_rows(list));
}

TEST_CASE_METHOD(Fixture, "bulk_create() refuses text that is too long before it writes anything") {
    std::vector<Author> list = authors(600);
    list.back().name = std::string(51, 'x');
    CHECK_THROWS_AS(Author::objects.bulk_create(list), nuage::DataError);
    CHECK(Author::objects.count() == 0);
}

TEST_CASE_METHOD(Fixture, "bulk_create() binds optionals and foreign keys") {
    const Author ann = Author::objects.create("name"_f = "Ann");
    std::vector<Book> books;
    books.push_back({.title = "A", .pages = 1, .price = nuage::Decimal("12.50"), .author = ann});
    books.push_back({.title = "B", .pages = 2});
    Book::objects.bulk_create(books);
    CHECK(Book::objects.get("author"_f = ann).title == "A");
    CHECK((Book::objects.get("title"_f = "A").price == nuage::Decimal("12.50")));
    const Book plain = Book::objects.get("title"_f = "B");
    CHECK_FALSE(plain.price.has_value());
    CHECK_FALSE(plain.author.has_value());
}
