// SPDX-License-Identifier: MIT
// Text that no column can hold: with a NUL, or not UTF-8.
#include <support/catch.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;

namespace {

const std::string bad_texts[] = {std::string("a\0b", 3),
                                 std::string(1, '\0'),
                                 "\xff",
                                 "a\xc3",
                                 "\xc0\xaf",
                                 "\xed\xa0\x80",
                                 "\xf4\x90\x80\x80",
                                 "Latin-1: \xe4",
                                 std::string(5000, 'x') + "\x80"};

struct OneBook : Fixture {
    Book book = Book::objects.create("title"_f = "good");
    std::string bad = bad_texts[static_cast<std::size_t>(GENERATE(range(0, 9)))];
};

}  // namespace

TEST_CASE_METHOD(OneBook, "create() and save() refuse text with a NUL or malformed UTF-8") {
    CHECK_THROWS_AS(Book::objects.create("title"_f = bad), nuage::DataError);
    book.title = bad;
    CHECK_THROWS_AS(book.save(), nuage::DataError);
    CHECK(Book::objects.get().title == "good");
}

TEST_CASE_METHOD(OneBook, "update(), bulk_create() and bulk_update() refuse text with a NUL or malformed UTF-8") {
    CHECK_THROWS_AS(Book::objects.all().update("title"_f = bad), nuage::DataError);
    std::vector<Book> books{Book{.title = "fine"}, Book{.title = bad}};
    CHECK_THROWS_AS(Book::objects.bulk_create(books), nuage::DataError);
    books = {book};
    books[0].title = bad;
    CHECK_THROWS_AS(Book::objects.bulk_update(books, nuage::fields("title"_f)), nuage::DataError);
    CHECK(Book::objects.get().title == "good");
}

TEST_CASE_METHOD(OneBook, "conditions refuse text with a NUL or malformed UTF-8") {
    CHECK_THROWS_AS(Book::objects.filter("title"_f = bad).count(), nuage::DataError);
    CHECK_THROWS_AS(Book::objects.filter("title__icontains"_f = bad).exists(), nuage::DataError);
    CHECK_THROWS_AS(Book::objects.filter("title__in"_f = std::vector<std::string>{"good", bad}).fetch(),
                    nuage::DataError);
    CHECK_THROWS_AS(Book::objects.filter(nuage::dynamic("title") = bad).fetch(), nuage::DataError);
    CHECK_THROWS_AS(Book::objects.filter("title"_f = bad).erase(), nuage::DataError);
    CHECK_THROWS_AS(Book::objects.raw("SELECT * FROM write_models_book WHERE title = ?", bad), nuage::DataError);
    CHECK(Book::objects.count() == 1);
}

TEST_CASE_METHOD(Fixture, "the error about bad text says what and where") {
    CHECK_THROWS_WITH(Book::objects.create("title"_f = std::string("ab\0c", 4)),
                      Catch::Contains("NUL") && Catch::Contains("2"));
    CHECK_THROWS_WITH(Book::objects.create("title"_f = "abc\xff"), Catch::Contains("UTF-8") && Catch::Contains("3"));
}

TEST_CASE_METHOD(Fixture, "bad text spoils neither the statement nor the connection") {
    for (const std::string& bad : bad_texts) {
        CHECK_THROWS_AS(Author::objects.create("name"_f = bad), nuage::DataError);
        CHECK_NOTHROW(Author::objects.create("name"_f = "Author " + std::to_string(bad.size()) +
                                                        std::to_string(Author::objects.count())));
    }
    CHECK(Author::objects.count() == 9);
}
