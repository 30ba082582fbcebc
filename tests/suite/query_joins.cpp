// SPDX-License-Identifier: MIT
// Which joins a query makes: as few as it needs, inner where it can. Seen in the SQL of every dialect.
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using shop::Author;
using shop::Book;
using shop::Publisher;
using shop::Review;

namespace {

std::size_t times(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

struct Joins {
    std::size_t inner = 0, outer = 0;
    friend bool operator==(const Joins&, const Joins&) = default;
    friend std::ostream& operator<<(std::ostream& out, const Joins& joins) {
        return out << joins.inner << " inner, " << joins.outer << " outer";
    }
};

/// The same joins are made for every dialect.
template <class Q>
Joins joins(const Q& query) {
    const std::string sqlite = query.sql(nuage::sqlite::dialect()).text;
    const std::string postgresql = query.sql(nuage::postgresql::dialect()).text;
    const Joins made{times(sqlite, " INNER JOIN "), times(sqlite, " LEFT OUTER JOIN ")};
    CHECK(made == Joins{times(postgresql, " INNER JOIN "), times(postgresql, " LEFT OUTER JOIN ")});
    INFO(sqlite);
    return made;
}
constexpr Joins none{};

template <class Q>
bool has(const Q& query, std::string_view part) {
    return query.sql(nuage::sqlite::dialect()).text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a key is read from the row itself") {
    CHECK(joins(Book::objects.filter("author"_f = 3)) == none);
    CHECK(joins(Book::objects.filter("author_id"_f = 3)) == none);
    CHECK(joins(Book::objects.filter("author__id"_f = 3)) == none);
    CHECK(joins(Book::objects.filter("author__pk"_f.in({3, 4}))) == none);
    CHECK(joins(Book::objects.filter("publisher__isnull"_f = true)) == none);
    CHECK(joins(Book::objects.filter("publisher"_f = nullptr)) == none);
    CHECK(joins(Author::objects.filter("country__code"_f = "FR")) == none);
    CHECK(joins(Author::objects.filter("country__id"_f = 3)) == Joins{1, 0});
    CHECK(joins(Review::objects.filter("book__author"_f = 3)) == Joins{1, 0});
    CHECK(joins(Book::objects.filter("publisher__country__code"_f = "FR")) == Joins{1, 0});
}

TEST_CASE("a many-to-many in two steps is trimmed to the table between") {
    CHECK(joins(Book::objects.filter("taggings__tag"_f = 3)) == Joins{1, 0});
    CHECK(joins(Book::objects.filter("taggings__tag__label"_f = "new")) == Joins{2, 0});
    CHECK(joins(Book::objects.filter("taggings__tag__isnull"_f = true)) == Joins{0, 1});
}

TEST_CASE("a condition that no missing partner satisfies makes an inner join") {
    CHECK(joins(Book::objects.filter("publisher__name"_f = "North")) == Joins{1, 0});
    CHECK(joins(Book::objects.filter("publisher__country__name"_f = "France")) == Joins{2, 0});
    CHECK(joins(Author::objects.filter("books__title"_f = "x")) == Joins{1, 0});
    CHECK(joins(Author::objects.filter("books__isnull"_f = false)) == Joins{1, 0});
}

TEST_CASE("a condition that a missing partner satisfies makes an outer join") {
    CHECK(joins(Book::objects.filter("publisher__name__isnull"_f = true)) == Joins{0, 1});
    CHECK(joins(Book::objects.filter("publisher__country__name__isnull"_f = true)) == Joins{0, 2});
    CHECK(joins(Author::objects.filter("books__isnull"_f = true)) == Joins{0, 1});
    CHECK(joins(Book::objects.exclude("publisher__name"_f = "North")) == Joins{0, 1});
    CHECK(joins(Book::objects.exclude("author__first_name"_f = "Ada")) == Joins{1, 0});
}

TEST_CASE("OR makes an outer join, unless every branch needs the partner") {
    CHECK(joins(Book::objects.filter("publisher__name"_f == "North" || "pages"_f == 1)) == Joins{0, 1});
    CHECK(joins(Book::objects.filter("publisher__name"_f == "North" || "publisher__active"_f == true)) == Joins{1, 0});
    CHECK(joins(Book::objects.filter("publisher__name"_f == "North" && "pages"_f == 1)) == Joins{1, 0});
    CHECK(joins(Book::objects.filter("publisher__name"_f == "N" || "editor__first_name"_f == "A")) == Joins{0, 2});
    CHECK(joins(Book::objects.filter("publisher__name"_f == "N" ^ "pages"_f == 1)) == Joins{0, 1});
}

TEST_CASE("a later AND makes the outer join of an OR inner again") {
    const auto either = Book::objects.filter("publisher__name"_f == "North" || "pages"_f == 1);
    CHECK(joins(either.filter("publisher__active"_f == true)) == Joins{1, 0});
    CHECK(joins(either.filter("title"_f == "x")) == Joins{0, 1});
}

TEST_CASE("an outer join is never followed by an inner one that would undo it") {
    CHECK(joins(Book::objects.filter("editor__country__name"_f == "France" || "pages"_f == 1)) == Joins{0, 2});
    CHECK(joins(Book::objects.order_by("editor__country__name"_f)) == Joins{0, 2});
    CHECK(joins(Review::objects.order_by("reviewer__mentor__first_name"_f)) == Joins{0, 2});
}

TEST_CASE("one filter() call joins a to-many relation once, two calls twice") {
    CHECK(joins(Author::objects.filter("books__title"_f = "x", "books__pages__gt"_f = 3)) == Joins{1, 0});
    CHECK(joins(Author::objects.filter("books__title"_f = "x").filter("books__pages__gt"_f = 3)) == Joins{2, 0});
    CHECK(joins(Book::objects.filter("author__alive"_f = true).filter("author__rating__gt"_f = 3)) == Joins{1, 0});
}

TEST_CASE("exclude() over a to-many relation is NOT EXISTS, without a join") {
    const auto excluded = Author::objects.exclude("books__title"_f = "x");
    CHECK(joins(excluded) == none);
    CHECK(has(excluded, "NOT (EXISTS(SELECT 1"));
    const std::string two =
        Author::objects.exclude("books__title"_f = "x", "books__pages"_f = 3).sql(nuage::sqlite::dialect()).text;
    CHECK(times(two, "EXISTS(") == 2);
}

TEST_CASE("ordering by a relation joins it for its Meta.ordering, and not at all by its key") {
    CHECK(joins(Book::objects.order_by("publisher"_f)) == Joins{0, 1});
    CHECK(joins(Book::objects.order_by("publisher_id"_f)) == none);
    CHECK(joins(Book::objects.order_by("publisher__pk"_f)) == none);
    CHECK(joins(Book::objects.order_by("author"_f)) == none);
    CHECK(joins(Book::objects.order_by("author__first_name"_f)) == Joins{1, 0});
}

TEST_CASE("select_related() and a condition share a join") {
    CHECK(joins(Book::objects.select_related("author"_f).filter("author__first_name"_f = "Ada")) == Joins{1, 0});
    CHECK(joins(Book::objects.select_related("publisher"_f)) == Joins{0, 1});
    CHECK(joins(Book::objects.select_related("publisher"_f).filter("publisher__name"_f = "North")) == Joins{1, 0});
    CHECK(joins(Publisher::objects.select_related("country"_f)) == Joins{0, 1});
}
