// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>

#include <nuage/connection.hpp>

#include "new_book.hpp"

using namespace conf;
using conformance::attempt;

namespace {

/// Whether books of a condition take these values.
template <class... K>
std::string attempt_first_book(const K&... values) {
    return attempt([&] { return Book::objects.filter("pk"_f = 1).update(values...); });
}
std::string attempt_stars(int stars) {
    return attempt([&] { return Review::objects.filter("pk"_f = 1).update("stars"_f = stars); });
}

}  // namespace

CASE("constraint.unique_on_update") {
    return attempt([] { return Tag::objects.filter("label"_f = "new").update("label"_f = "sale"); });
}

CASE("constraint.unique_null_repeats_allowed") {
    return attempt([] { return Author::objects.create("first_name"_f = "a", "last_name"_f = "b", "email"_f = nullptr); });
}

CASE("constraint.unique_together") {
    return attempt([] { return Category::objects.create("name"_f = "Crime", "slug"_f = "crime-2", "parent"_f = nuage::key(1)); });
}

CASE("constraint.unique_together_null_parent_allowed") {
    return attempt([] { return Category::objects.create("name"_f = "Facts", "slug"_f = "facts-2", "parent"_f = nullptr); });
}

CASE("constraint.unique_constraint_three_columns") {
    return attempt([] {
        return Contribution::objects.create("book"_f = nuage::key(1), "person"_f = nuage::key(7), "role"_f = Role::writer);
    });
}

CASE("constraint.conditional_unique_hit") {
    return attempt([] {
        Book book = new_book();
        book.title = Book::objects.get("pk"_f = 1).title;
        book.author = nuage::key(Book::objects.get("pk"_f = 1).author.id());
        book.status = Status::live;
        book.save({.force_insert = true});
    });
}

CASE("constraint.conditional_unique_by_update") {
    return attempt([] {
        Book live = new_book();
        live.title = "Same";
        live.status = Status::live;
        live.save({.force_insert = true});
        Book draft = new_book();
        draft.isbn = "9791";
        draft.title = "Same";
        draft.save({.force_insert = true});
        return Book::objects.filter("isbn"_f = "9791").update("status"_f = Status::live);
    });
}

CASE("constraint.check_price_negative") { return attempt_first_book("price"_f = nuage::Decimal("-0.01")); }
CASE("constraint.check_price_zero_allowed") { return attempt_first_book("price"_f = 0); }
CASE("constraint.check_price_null_allowed") { return attempt_first_book("price"_f = nullptr); }
CASE("constraint.check_stars_high") { return attempt_stars(6); }
CASE("constraint.check_stars_low_edge_allowed") { return attempt_stars(-1); }

CASE("constraint.fk_without_db_constraint", conformance::fewer_queries_on("mysql", 1)) {
    return attempt([] {
        Post::everything.filter("pk"_f = 1).update("writer"_f = nuage::key(99999));
        nuage::connection().check_constraints<Post>();
    });
}
