// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;

namespace {

struct Shelf : Fixture {
    std::vector<Book> books;
    explicit Shelf(int count = 450) {
        for (int i = 0; i < count; ++i) books.push_back({.title = "Book " + std::to_string(i), .pages = i});
        Book::objects.bulk_create(books);
    }
};

}  // namespace

TEST_CASE_METHOD(Shelf, "bulk_update() writes the named fields of each object") {
    for (Book& book : books) {
        book.title += "!";
        book.pages += 1000;
        book.copies = 7;
    }
    CHECK(Book::objects.bulk_update(books, nuage::fields("title"_f, "pages"_f)) == 450);
    const std::vector<Book> read = Book::objects.order_by("id"_f).fetch();
    for (std::size_t i = 0; i < read.size(); ++i) {
        INFO(i);
        CHECK(read[i].title == "Book " + std::to_string(i) + "!");
        CHECK(read[i].pages == static_cast<std::int32_t>(i) + 1000);
        CHECK(read[i].copies == 1);
    }
}

TEST_CASE_METHOD(Shelf, "bulk_update() leaves rows that were not given alone, and counts those that exist") {
    std::vector<Book> some{books[3], books[5]};
    for (Book& book : some) book.pages = 9999;
    Book::objects.filter("id"_f = some[1].id).erase();
    CHECK(Book::objects.bulk_update(some, nuage::fields("pages"_f)) == 1);
    CHECK(Book::objects.filter("pages"_f = 9999).count() == 1);
    CHECK(Book::objects.count() == 449);
}

TEST_CASE_METHOD(Shelf, "bulk_update() writes NULLs, decimals and foreign keys") {
    const Author ann = Author::objects.create("name"_f = "Ann");
    books.resize(3);
    books[0].price = nuage::Decimal("1.25");
    books[0].author = ann;
    books[1].author = ann;
    CHECK(Book::objects.bulk_update(books, nuage::fields("price"_f, "author"_f)) == 3);
    CHECK((Book::objects.get("id"_f = books[0].id).price == nuage::Decimal("1.25")));
    CHECK_FALSE(Book::objects.get("id"_f = books[1].id).price.has_value());
    CHECK(Book::objects.filter("author"_f = ann).count() == 2);
    books[0].price.reset();
    books[1].author = std::nullopt;
    Book::objects.bulk_update(books, nuage::fields("price"_f, "author"_f));
    CHECK(Book::objects.filter("price__isnull"_f = true).count() == 450);
    CHECK(Book::objects.filter("author"_f = ann).count() == 1);
}

TEST_CASE_METHOD(Shelf, "bulk_update() in batches updates all, or none after a violation in the last") {
    for (Book& book : books) book.pages = 5;
    CHECK(Book::objects.bulk_update(books, nuage::fields("pages"_f), {.batch_size = 64}) == 450);
    CHECK(Book::objects.filter("pages"_f = 5).count() == 450);
    for (Book& book : books) book.pages = 6;
    books.back().pages = 10001;
    CHECK_THROWS_AS(Book::objects.bulk_update(books, nuage::fields("pages"_f), {.batch_size = 64}),
                    nuage::CheckViolation);
    CHECK(Book::objects.filter("pages"_f = 5).count() == 450);
}

TEST_CASE_METHOD(Shelf, "bulk_update() of nothing does nothing") {
    std::vector<Book> none;
    CHECK(Book::objects.bulk_update(none, nuage::fields("pages"_f)) == 0);
}

TEST_CASE_METHOD(Shelf, "bulk_update() refuses no fields, the key, and objects without a key") {
    CHECK_THROWS_AS(Book::objects.bulk_update(books, nuage::FieldNames{}), nuage::ValueError);
    CHECK_THROWS_AS(Book::objects.bulk_update(books, nuage::fields("id"_f)), nuage::ValueError);
    CHECK_THROWS_AS(Book::objects.bulk_update(books, nuage::FieldNames{"pages", "pk"}), nuage::ValueError);
    CHECK_THROWS_AS(Book::objects.bulk_update(books, nuage::FieldNames{"pagse"}), nuage::FieldError);
    std::vector<Author> authors{Author{.name = "Ann"}};
    CHECK_THROWS_AS(Author::objects.bulk_update(authors, nuage::FieldNames{"books"}), nuage::ValueError);
    std::vector<Book> unsaved{Book{.title = "x"}};
    CHECK_THROWS_AS(Book::objects.bulk_update(unsaved, nuage::fields("pages"_f)), nuage::ValueError);
    const nuage::BulkOptions conflicts{.ignore_conflicts = true};
    CHECK_THROWS_AS(Book::objects.bulk_update(books, nuage::fields("pages"_f), conflicts), nuage::ValueError);
}

TEST_CASE_METHOD(Shelf, "bulk_update() counts an object given twice once per statement, and takes the first") {
    std::vector<Book> twice{books[1], books[2], books[1]};
    for (std::size_t i = 0; i < twice.size(); ++i) twice[i].pages = static_cast<std::int32_t>(i) + 500;
    CHECK(Book::objects.bulk_update(twice, nuage::fields("pages"_f)) == 2);
    CHECK(Book::objects.get("id"_f = books[1].id).pages == 500);
    CHECK(Book::objects.bulk_update(twice, nuage::fields("pages"_f), {.batch_size = 2}) == 3);
    CHECK(Book::objects.get("id"_f = books[1].id).pages == 502);
}

TEST_CASE_METHOD(Shelf, "bulk_update() of a query set writes those of its rows only") {
    const Author ann = Author::objects.create("name"_f = "Ann");
    Book::objects.filter("pages__lt"_f = 100).update("author"_f = ann);
    for (Book& book : books) {
        book.title += "!";
        book.price = nuage::Decimal("2.50");
        book.author = ann;
    }
    CHECK(Book::objects.filter("pages__gte"_f = 440).bulk_update(books, nuage::fields("title"_f, "price"_f, "author"_f)) == 10);
    CHECK(Book::objects.filter("title__endswith"_f = "!", "price"_f = nuage::Decimal("2.50"), "author"_f = ann).count() == 10);
    CHECK(Book::objects.filter("title__endswith"_f = "!").count() == 10);
    CHECK(Book::objects.filter("author__name"_f = "Ann", "pages__lt"_f = 5).bulk_update(books, nuage::fields("title"_f), {.batch_size = 3}) == 5);
    CHECK(Book::objects.filter("title__endswith"_f = "!").count() == 15);
    for (Book& book : books) book.price = std::nullopt;
    CHECK(Book::objects.exclude("author__name"_f = "Ann").bulk_update(books, nuage::fields("price"_f)) == 340);
    CHECK(Book::objects.filter("price"_f = nuage::Decimal("2.50")).count() == 10);
    CHECK(Book::objects.none().bulk_update(books, nuage::fields("title"_f)) == 0);
    CHECK_THROWS_AS((Book::objects.all()[{0, 2}].bulk_update(books, nuage::fields("title"_f))), nuage::TypeError);
}
