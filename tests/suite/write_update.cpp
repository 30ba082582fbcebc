// SPDX-License-Identifier: MIT
#include <nuage/aggregates.hpp>
#include <nuage/dynamic.hpp>

#include <support/catch.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;

namespace {

struct Shelf : Fixture {
    Author ann = Author::objects.create("name"_f = "Ann", "score"_f = 10);
    Author bob = Author::objects.create("name"_f = "Bob", "score"_f = 20);
    Shelf() {
        Book::objects.create("title"_f = "One", "pages"_f = 100, "copies"_f = 2, "author"_f = ann);
        Book::objects.create("title"_f = "Two", "pages"_f = 200, "copies"_f = 3, "author"_f = ann);
        Book::objects.create("title"_f = "Three", "pages"_f = 300, "copies"_f = 4, "author"_f = bob);
        Book::objects.create("title"_f = "Four", "pages"_f = 400, "copies"_f = 5);
    }
    static std::vector<std::int32_t> pages() { return Book::objects.order_by("id"_f).flat("pages"_f); }
};
using Numbers = std::vector<std::int32_t>;

}  // namespace

TEST_CASE_METHOD(Shelf, "update() sets values in the rows of the filter and says how many matched") {
    CHECK(Book::objects.filter("pages__gte"_f = 200).update("pages"_f = 7, "copies"_f = 0) == 3);
    CHECK(pages() == Numbers{100, 7, 7, 7});
    CHECK(Book::objects.filter("copies"_f = 0).count() == 3);
}

TEST_CASE_METHOD(Shelf, "update() counts rows that had the value already") {
    CHECK(Book::objects.filter("title"_f = "One").update("pages"_f = 100) == 1);
    CHECK(Book::objects.filter("title"_f = "None").update("pages"_f = 1) == 0);
}

TEST_CASE_METHOD(Shelf, "update() takes other columns and arithmetic") {
    Book::objects.all().update("pages"_f = "copies"_f);
    CHECK(pages() == Numbers{2, 3, 4, 5});
    Book::objects.all().update("pages"_f = nuage::F("pages"_f) + 1, "copies"_f = "copies"_f * 10);
    CHECK(pages() == Numbers{3, 4, 5, 6});
    CHECK(Book::objects.order_by("id"_f).flat("copies"_f) == Numbers{20, 30, 40, 50});
    Book::objects.all().update("pages"_f = "copies"_f - "pages"_f);
    CHECK(pages() == Numbers{17, 26, 35, 44});
}

TEST_CASE_METHOD(Shelf, "update() takes what annotate() and alias() compute of the row") {
    const auto books = Book::objects.annotate("twice"_f = "pages"_f * 2).alias("more"_f = "twice"_f + "copies"_f + 1000);
    CHECK(books.filter("twice__gt"_f = 300, "copies__lt"_f = 5).update("pages"_f = "more"_f - "twice"_f, "copies"_f = "twice"_f) == 2);
    CHECK(pages() == Numbers{100, 1003, 1004, 400});
    CHECK(Book::objects.order_by("id"_f).flat("copies"_f) == Numbers{2, 400, 600, 5});
    CHECK(nuage::DynamicQuerySet(books).filter("title", "One").update({{"pages", nuage::by_name::field("more")}}) == 1);
    CHECK(pages()[0] == 1202);
    CHECK_THROWS_WITH(Author::objects.annotate("n"_f = nuage::Count("books"_f)).update("score"_f = "n"_f), Catch::StartsWith("[F091]"));
    CHECK_THROWS_WITH(Book::objects.annotate("name"_f = "author__score"_f).update("pages"_f = "name"_f), Catch::StartsWith("[F008]"));
}

TEST_CASE_METHOD(Shelf, "the columns on the right of update() have their values from before") {
    Book::objects.filter("title"_f = "One").update("pages"_f = "copies"_f, "copies"_f = "pages"_f);
    const Book one = Book::objects.get("title"_f = "One");
    CHECK(one.pages == 2);
    CHECK(one.copies == 100);
}

TEST_CASE_METHOD(Shelf, "update() may be filtered over a foreign key") {
    CHECK(Book::objects.filter("author__name"_f = "Ann").update("pages"_f = 1) == 2);
    CHECK(pages() == Numbers{1, 1, 300, 400});
}

TEST_CASE_METHOD(Shelf, "update() over a to-many relation touches each row once") {
    CHECK(Author::objects.filter("books__pages__gt"_f = 50).update("score"_f = "score"_f + 1) == 2);
    CHECK(Author::objects.get("name"_f = "Ann").score == 11);
    CHECK(Author::objects.get("name"_f = "Bob").score == 21);
}

TEST_CASE_METHOD(Shelf, "update() sets NULL, a related object or its key") {
    CHECK(Book::objects.filter("title"_f = "One").update("author"_f = std::nullopt, "price"_f = 5) == 1);
    CHECK_FALSE(Book::objects.get("title"_f = "One").author.has_value());
    Book::objects.filter("title"_f = "Four").update("author"_f = bob);
    Book::objects.filter("title"_f = "Two").update("author_id"_f = bob.id);
    CHECK(Book::objects.filter("author"_f = bob).count() == 3);
    Book::objects.filter("title"_f = "One").update("price"_f = std::nullopt);
    CHECK(Book::objects.filter("price__isnull"_f = true).count() == 4);
}

TEST_CASE_METHOD(Shelf, "update() of none() and of an empty list does nothing") {
    CHECK(Book::objects.none().update("pages"_f = 1) == 0);
    CHECK(Book::objects.filter("id__in"_f = std::vector<std::int64_t>{}).update("pages"_f = 1) == 0);
    CHECK(pages() == Numbers{100, 200, 300, 400});
}

TEST_CASE_METHOD(Shelf, "update() on a slice is refused, and on an ordered query set is not") {
    CHECK_THROWS_AS(Book::objects.order_by("id"_f).first(1).update("pages"_f = 1), nuage::TypeError);
    CHECK(pages() == Numbers{100, 200, 300, 400});
    CHECK(Book::objects.order_by("-pages"_f).update("pages"_f = 1) == 4);
}

TEST_CASE_METHOD(Shelf, "update() that violates a constraint in one row changes none") {
    CHECK_THROWS_AS(Book::objects.all().update("pages"_f = "pages"_f * 30), nuage::CheckViolation);
    CHECK(pages() == Numbers{100, 200, 300, 400});
}
