// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/validation_models.hpp>

using namespace validation_models;

TEST_CASE_METHOD(Fixture, "full_clean() is satisfied with a good object, new or stored") {
    CHECK_NOTHROW(book.full_clean());
    book.save();
    CHECK_NOTHROW(book.full_clean());
    CHECK_NOTHROW(Book::objects.get().full_clean());
}

TEST_CASE_METHOD(Fixture, "save() validates nothing") {
    book.title = "";
    book.genre = Genre::poem;
    book.code = "not a code";
    CHECK_NOTHROW(book.save());
}

TEST_CASE_METHOD(Fixture, "a field that is not blank wants a value") {
    book.title = "";
    book.author = {};
    const auto errors = errors_of(book);
    CHECK(errors.codes("title") == Codes{"blank"});
    CHECK(errors.codes("author") == Codes{"null"});
    CHECK(errors.messages("title") == Texts{"This field cannot be blank."});
    CHECK(errors.messages("author") == Texts{"This field cannot be null."});
    CHECK(errors.errors().size() == 2);
    CHECK(std::string(errors.what()) == "author: This field cannot be null. title: This field cannot be blank.");
}

TEST_CASE_METHOD(Fixture, "lengths are counted in characters") {
    Author author{.name = "éééééé"};
    CHECK(errors_of(author).messages("name") == Texts{"Ensure this value has at most 5 characters (it has 6)."});
    author.name = "ééééé";
    CHECK(errors_of(author).empty());
    author.name = "é";
    CHECK(errors_of(author).messages("name") == Texts{"Ensure this value has at least 2 characters (it has 1)."});
    CHECK(errors_of(author).codes("name") == Codes{"min_length"});
}

TEST_CASE_METHOD(Fixture, "numbers keep to their bounds and steps") {
    book.pages = 0;
    CHECK(errors_of(book).messages("pages") == Texts{"Ensure this value is greater than or equal to 1."});
    book.pages = 12;
    CHECK(errors_of(book).codes("pages") == Codes{"step_size"});
    book.pages = 101;
    CHECK(errors_of(book).codes("pages") == Codes{"max_value", "step_size"});
    book.weight = 2.75;
    CHECK(errors_of(book).messages("weight") == Texts{"Ensure this value is less than or equal to 2.5."});
    book.price = nuage::Decimal("0.49");
    CHECK(errors_of(book).messages("price") == Texts{"Ensure this value is greater than or equal to 0.50."});
}

TEST_CASE_METHOD(Fixture, "decimals have room for so many digits") {
    book.price = nuage::Decimal("1.234");
    CHECK(errors_of(book).messages("price") == Texts{"Ensure that there are no more than 2 decimal places."});
    book.price = nuage::Decimal("1234");
    CHECK(errors_of(book).messages("price") == Texts{"Ensure that there are no more than 3 digits before the decimal point."});
    book.price = nuage::Decimal("1234.56");
    CHECK(errors_of(book).codes("price") == Codes{"max_digits", "max_whole_digits"});
}

TEST_CASE_METHOD(Fixture, "patterns, validators and choices are checked") {
    book.code = "abc";
    book.title = "Hear me!";
    book.genre = static_cast<Genre>(7);
    const auto errors = errors_of(book);
    CHECK(errors.messages("code") == Texts{"Two capital letters."});
    CHECK(errors.codes("title") == Codes{"loud"});
    CHECK(errors.messages("genre") == Texts{"Value 7 is not a valid choice."});
    CHECK(errors.codes("genre") == Codes{"invalid_choice"});
}

TEST_CASE_METHOD(Fixture, "text with a NUL character is refused") {
    book.title = std::string("a\0b", 3);
    CHECK(errors_of(book).codes("title") == Codes{"null_characters_not_allowed"});
}

TEST_CASE_METHOD(Fixture, "a foreign key must lead to a row") {
    book.author = nuage::key(std::int64_t{999});
    CHECK(errors_of(book).messages("author") == Texts{"author instance with id 999 does not exist."});
    CHECK(errors_of(book).codes("author") == Codes{"invalid"});
}

TEST_CASE_METHOD(Fixture, "fields can be left out") {
    book.title = "";
    CHECK_NOTHROW(book.full_clean({.exclude = nuage::fields("title"_f)}));
    CHECK_NOTHROW(book.clean_fields({"title"}));
    CHECK_THROWS_AS(book.clean_fields(), nuage::ValidationError);
    CHECK_THROWS_AS(book.clean_fields({"titel"}), nuage::FieldError);
    CHECK_NOTHROW(book.validate_unique());
}
