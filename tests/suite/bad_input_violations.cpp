// SPDX-License-Identifier: MIT
// Each constraint has an exception of its own, which carries what was sent and what came back.
#include <support/catch.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;

namespace {

/// Runs a function that must throw E; gives what it threw.
template <class E, class F>
E thrown_by(F&& function) {
    try {
        function();
    } catch (const E& error) {
        return error;
    } catch (const nuage::Error& error) {
        FAIL("another exception: " << error.what());
    }
    FAIL("nothing was thrown");
    throw std::logic_error("FAIL() does not return");
}

void check_origin(const nuage::DatabaseError& error, const char* statement, const char* table) {
    INFO(error.what());
    CHECK_THAT(error.sql(), Catch::StartsWith(statement));
    CHECK_THAT(error.sql(), Catch::Contains(table));
    CHECK_FALSE(error.code().empty());
    CHECK(error.backend() == nuage::db::dialect_of(nuage::db::default_database()).name());
}

struct OneAuthor : Fixture {
    Author ann = Author::objects.create("name"_f = "Ann");
};

}  // namespace

TEST_CASE_METHOD(OneAuthor, "a second row with a unique value is a UniqueViolation") {
    check_origin(thrown_by<nuage::UniqueViolation>([] { Author::objects.create("name"_f = "Ann"); }), "INSERT",
                 "write_models_author");
    Author bob = Author::objects.create("name"_f = "Bob");
    bob.name = "Ann";
    check_origin(thrown_by<nuage::UniqueViolation>([&] { bob.save(); }), "UPDATE", "write_models_author");
    check_origin(thrown_by<nuage::UniqueViolation>([] { Author::objects.all().update("name"_f = "Same"); }), "UPDATE",
                 "write_models_author");
    CHECK(Author::objects.flat("name"_f) == std::vector<std::string>{"Ann", "Bob"});
}

TEST_CASE_METHOD(OneAuthor, "a row that breaks a check is a CheckViolation that names the constraint") {
    const auto error =
        thrown_by<nuage::CheckViolation>([] { Book::objects.create("title"_f = "T", "pages"_f = 10001); });
    check_origin(error, "INSERT", "write_models_book");
    CHECK_THAT(error.what(), Catch::Contains("book_not_too_long"));
    CHECK(Book::objects.count() == 0);
}

TEST_CASE_METHOD(OneAuthor, "a negative number in a positive column is refused") {
    Book book{.title = "T", .pages = -1};
    check_origin(thrown_by<nuage::CheckViolation>([&] { book.save(); }), "INSERT", "write_models_book");
    CHECK(book.id == 0);
    CHECK(Book::objects.count() == 0);
}

TEST_CASE_METHOD(OneAuthor, "a reference to a row that does not exist is a ForeignKeyViolation") {
    check_origin(thrown_by<nuage::ForeignKeyViolation>(
                     [&] { Book::objects.create("title"_f = "T", "author_id"_f = ann.id + 1); }),
                 "INSERT", "write_models_book");
    Book book = Book::objects.create("title"_f = "T", "author"_f = ann);
    check_origin(thrown_by<nuage::ForeignKeyViolation>([&] { Author::objects.filter("id"_f = ann.id).raw_erase(); }),
                 "DELETE", "write_models_author");
    CHECK(Book::objects.filter("author"_f = ann).count() == 1);
}

TEST_CASE_METHOD(OneAuthor, "NULL in a column without is a NotNullViolation") {
    check_origin(thrown_by<nuage::NotNullViolation>([] {
                     nuage::db::execute("INSERT INTO write_models_author (name, score) VALUES (?, ?)",
                                        {nuage::Value(), 1}, nullptr);
                 }),
                 "INSERT", "write_models_author");
    check_origin(thrown_by<nuage::NotNullViolation>([&] {
                     Book::objects.create("title"_f = "T");
                     Book::objects.all().update("copies"_f = "author_id"_f);
                 }),
                 "UPDATE", "write_models_book");
    CHECK(Author::objects.count() == 1);
    CHECK(Book::objects.get().copies == 1);
}

TEST_CASE_METHOD(OneAuthor, "every violation is an IntegrityError and a DatabaseError") {
    CHECK_THROWS_AS(Author::objects.create("name"_f = "Ann"), nuage::IntegrityError);
    CHECK_THROWS_AS(Book::objects.create("title"_f = "T", "pages"_f = 10001), nuage::IntegrityError);
    CHECK_THROWS_AS(Book::objects.create("title"_f = "T", "author_id"_f = ann.id + 1), nuage::DatabaseError);
}

TEST_CASE_METHOD(OneAuthor, "a statement that is wrong is a DatabaseError that carries it") {
    const auto error = thrown_by<nuage::DatabaseError>([] { nuage::db::execute("SELEKT 1", {}, nullptr); });
    CHECK(error.sql() == "SELEKT 1");
    CHECK_THROWS_AS(nuage::db::execute("DELETE FROM no_such_table", {}, nullptr), nuage::DatabaseError);
    CHECK_THROWS_AS(Author::objects.raw("SELECT name FROM write_models_author"), nuage::FieldError);
    CHECK(Author::objects.count() == 1);
}
