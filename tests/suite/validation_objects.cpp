// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/validation_models.hpp>

using namespace validation_models;

TEST_CASE_METHOD(Fixture, "clean() of the model is called, and its mistakes stand with those of the fields") {
    book.title = "bad";
    book.pages = 0;
    const auto errors = errors_of(book);
    CHECK(errors.codes() == Codes{"bad_book"});
    CHECK(errors.codes("pages") == Codes{"min_value"});
    book.title = "worse";
    CHECK(errors_of(book).codes("code") == Codes{"needed"});
}

TEST_CASE_METHOD(Fixture, "a unique value that another row has is refused") {
    Author second{.name = "Ann"};
    CHECK(errors_of(second).messages("name") == Texts{"Author with this Name already exists."});
    CHECK(errors_of(second).codes("name") == Codes{"unique"});
    book.shelf = 3;
    book.save();
    Book other = good_book(ann);
    other.title = "Other";
    other.shelf = 3;
    CHECK(errors_of(other).messages("shelf") == Texts{"Book with this Place already exists."});
}

TEST_CASE_METHOD(Fixture, "an object does not stand in its own way, and nothing agrees with NULL") {
    ann.name = "Anna";
    CHECK_NOTHROW(ann.full_clean());
    book.save();
    Book other = good_book(ann);
    other.title = "Other";
    CHECK_NOTHROW(other.full_clean());
}

TEST_CASE_METHOD(Fixture, "a key given to a new object must be free") {
    Author second{.id = ann.id, .name = "Bob"};
    CHECK(errors_of(second).messages("id") == Texts{"Author with this Id already exists."});
}

TEST_CASE_METHOD(Fixture, "a unique constraint over several fields speaks of the object") {
    book.save();
    Book other = good_book(ann);
    const auto errors = errors_of(other);
    CHECK(errors.messages("__all__") == Texts{"Book with this Title and Author already exists."});
    CHECK(errors.codes() == Codes{"unique_together"});
    CHECK_NOTHROW(other.full_clean({.validate_constraints = false}));
    CHECK_NOTHROW(other.full_clean({.exclude = nuage::fields("author"_f)}));
}

TEST_CASE_METHOD(Fixture, "a check constraint is asked of the object's values") {
    book.pages = 60;
    CHECK(errors_of(book).messages() == Texts{"Constraint “book_pages” is violated."});
    book.pages = 50;
    book.price = nuage::Decimal("100");
    CHECK(errors_of(book).messages() == Texts{"Constraint “book_price” is violated."});
    book.price = nuage::Decimal("99.99");
    CHECK(errors_of(book).empty());
    book.pages = 60;
    CHECK_NOTHROW(book.validate_constraints({"pages"}));
}

TEST_CASE_METHOD(Fixture, "a conditional constraint concerns those that meet the condition") {
    const Author bob = Author::objects.create("name"_f = "Bob");
    book.live = true;
    book.save();
    CHECK_NOTHROW(book.full_clean());
    Book other = good_book(bob);
    CHECK_NOTHROW(other.full_clean());
    other.live = true;
    CHECK(errors_of(other).messages() == Texts{"Constraint “one_live” is violated."});
    other.posted = nuage::date(2024, 1, 2);
    CHECK_NOTHROW(other.full_clean());
}

TEST_CASE_METHOD(Fixture, "a const object can be validated by the function, when its clean() allows it") {
    const Author author{.name = "Bob"};
    CHECK_NOTHROW(nuage::full_clean(author));
    const Author same{.name = "Ann"};
    CHECK_THROWS_AS(nuage::validate_unique(same), nuage::ValidationError);
}
