// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/database.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;

TEST_CASE_METHOD(Fixture, "create() inserts a row and fills in its key") {
    const Author first = Author::objects.create("name"_f = "Ann", "score"_f = 3);
    const Author second = Author::objects.create("name"_f = "Bob");
    CHECK(first.id > 0);
    CHECK(second.id > first.id);
    CHECK(first.name == "Ann");
    const Author read = Author::objects.get("id"_f = first.id);
    CHECK(read.name == "Ann");
    CHECK(read.score == 3);
    CHECK(Author::objects.count() == 2);
}

TEST_CASE_METHOD(Fixture, "create() leaves members that are not named at their initial values") {
    const Book book = Book::objects.create("title"_f = "T");
    const Book read = Book::objects.get("id"_f = book.id);
    CHECK(read.copies == 1);
    CHECK(read.pages == 0);
    CHECK_FALSE(read.price.has_value());
    CHECK_FALSE(read.author.has_value());
}

TEST_CASE_METHOD(test::Rollback, "create() takes nullptr for a NULL, of texts too") {
    const auto ann = shop::Author::objects.create("first_name"_f = "Ann", "email"_f = nullptr, "rating"_f = nullptr);
    CHECK(shop::Author::objects.get("id"_f = ann.id).email == std::nullopt);
    CHECK(ann.rating == std::nullopt);
}

TEST_CASE_METHOD(Fixture, "create() takes a related object or its key") {
    const Author ann = Author::objects.create("name"_f = "Ann");
    Book::objects.create("title"_f = "by object", "author"_f = ann);
    Book::objects.create("title"_f = "by key", "author_id"_f = ann.id);
    Book::objects.create("title"_f = "by nuage::key",
                         "author"_f = nuage::ForeignKey<Author, nuage::nullable>(nuage::key(ann.id)));
    CHECK(Book::objects.filter("author"_f = ann).count() == 3);
    CHECK(Book::objects.filter("author__name"_f = "Ann").count() == 3);
}

TEST_CASE_METHOD(Fixture, "create() with a key of one's own stores that key, and refuses it a second time") {
    const Author ann = Author::objects.create("id"_f = 4711, "name"_f = "Ann");
    CHECK(ann.id == 4711);
    CHECK(Author::objects.get("name"_f = "Ann").id == 4711);
    CHECK_THROWS_AS(Author::objects.create("id"_f = 4711, "name"_f = "Bob"), nuage::UniqueViolation);
    CHECK(Author::objects.get("id"_f = 4711).name == "Ann");
}

TEST_CASE_METHOD(Fixture, "create() converts values as the column wants them") {
    const Book book =
        Book::objects.create("title"_f = std::string_view("view"), "price"_f = 12, "pages"_f = std::int64_t{7});
    CHECK(book.pages == 7);
    CHECK((book.price == nuage::Decimal(12)));
    const Book read = Book::objects.get("id"_f = book.id);
    CHECK(read.title == "view");
    CHECK(read.pages == 7);
    CHECK((read.price == nuage::Decimal(12)));
}

TEST_CASE_METHOD(Fixture, "a relation refuses an object that was not saved, and takes it once it is") {
    Author ann{.name = "Ann"};
    CHECK_THROWS_AS((Book{.title = "Lost", .author = ann}), nuage::ValueError);
    Book book{.title = "Found"};
    CHECK_THROWS_AS(book.author = ann, nuage::ValueError);
    ann.save();
    book.author = ann;
    book.save();
    CHECK(Book::objects.get().author->name == "Ann");
}

TEST_CASE_METHOD(Fixture, "create(), update() and filter() refuse a related object that was not saved") {
    const Author unsaved{.name = "Nobody"};
    CHECK_THROWS_AS(Book::objects.create("title"_f = "Lost", "author"_f = unsaved), nuage::ValueError);
    CHECK(Book::objects.count() == 0);
    CHECK_THROWS_AS(Book::objects.all().update("author"_f = unsaved), nuage::ValueError);
    CHECK_THROWS_AS(Book::objects.filter("author"_f = unsaved), nuage::ValueError);
}

TEST_CASE_METHOD(Fixture, "a row with nothing but a generated key can be inserted") {
    Author author{};
    author.save();
    CHECK(author.id > 0);
    CHECK(Author::objects.get("id"_f = author.id).name.empty());
}
