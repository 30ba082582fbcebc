// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <nuage/validation.hpp>

#include "new_book.hpp"

using namespace conf;
using conformance::attempt;

CASE("constraint.full_clean_choice") {
    return attempt([] { Tag{.label = "odd", .colour = static_cast<Colour>(99)}.full_clean(); });
}

CASE("constraint.full_clean_check_constraint") {
    return attempt([] {
        Review{.book = nuage::key(1), .stars = 9, .posted = nuage::datetime(2024, 1, 1)}.validate_constraints();
    });
}

CASE("constraint.full_clean_conditional_unique") {
    return attempt([] {
        Book book = new_book();
        book.title = Book::objects.get("pk"_f = 1).title;
        book.author = nuage::key(Book::objects.get("pk"_f = 1).author.id());
        book.status = Status::live;
        book.validate_constraints();
    });
}

CASE("constraint.full_clean_ok") {
    return attempt([] { Tag{.label = "fine"}.full_clean(); });
}
