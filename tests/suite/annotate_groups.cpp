// SPDX-License-Identifier: MIT
// annotate() with aggregates: what is grouped, and what conditions, orders, counts and writes of groups mean.
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using nuage::Count;
using nuage::Max;
using nuage::Sum;
using shop::Author;
using shop::Book;
using shop::Publisher;
using shop::Review;
using shop::Tag;
using test::Names;
using Counts = std::vector<std::tuple<std::string, std::int64_t>>;

namespace {

template <class Row, class N>
Counts counts(const nuage::QuerySet<Author, Row, N>& authors) {
    return authors.order_by("first_name"_f).values_list("first_name"_f, "n"_f).fetch();
}

const auto with_books = [] { return Author::objects.annotate("n"_f = Count("books"_f)); };

}  // namespace

TEST_CASE_METHOD(test::Bookshop, "an aggregate over a to-many relation counts for each object, also those with nothing") {
    CHECK(counts(with_books()) == Counts{{"Ada", 2}, {"Ben", 1}, {"Cleo", 1}, {"Dan", 0}});
}

TEST_CASE_METHOD(test::Bookshop, "a condition on an aggregate chooses among the groups") {
    CHECK(counts(with_books().filter("n__gt"_f = 1)) == Counts{{"Ada", 2}});
    CHECK(counts(with_books().filter("n"_f = 0)) == Counts{{"Dan", 0}});
    CHECK(counts(with_books().exclude("n"_f = 1)) == Counts{{"Ada", 2}, {"Dan", 0}});
    CHECK(counts(with_books().filter("n__in"_f = {0, 2})) == Counts{{"Ada", 2}, {"Dan", 0}});
    CHECK(counts(with_books().filter("n__range"_f = nuage::range(1, 5), "first_name__gt"_f = "B")) == Counts{{"Ben", 1}, {"Cleo", 1}});
}

TEST_CASE_METHOD(test::Bookshop, "a condition on an aggregate or a field goes where the groups are known") {
    CHECK(counts(with_books().filter("n"_f > 1 || "first_name"_f == "Dan")) == Counts{{"Ada", 2}, {"Dan", 0}});
    CHECK(counts(with_books().filter("n"_f == 1 && "alive"_f == false)) == Counts{{"Cleo", 1}});
    CHECK(counts(with_books().filter(!("n"_f == 1 && "alive"_f == false))) == Counts{{"Ada", 2}, {"Ben", 1}, {"Dan", 0}});
}

TEST_CASE_METHOD(test::Bookshop, "a filter before annotate() chooses what is counted, one after it multiplies") {
    const auto before = Author::objects.filter("books__status"_f = shop::Status::live).annotate("n"_f = Count("books"_f));
    CHECK(counts(before) == Counts{{"Ada", 2}});
    const auto after = with_books().filter("books__status"_f = shop::Status::live);
    CHECK(counts(after) == Counts{{"Ada", 4}});
}

TEST_CASE_METHOD(test::Bookshop, "two to-many relations multiply each other, unless different values are counted") {
    const auto rows = Book::objects.filter("title"_f = "Alpha")
                          .annotate("r"_f = Count("reviews"_f), "t"_f = Count("taggings"_f), "dr"_f = Count("reviews"_f).distinct(),
                                    "dt"_f = Count("taggings"_f).distinct())
                          .values_list("r"_f, "t"_f, "dr"_f, "dt"_f);
    CHECK(rows.fetch().at(0) == std::tuple(4, 4, 2, 2));
}

TEST_CASE_METHOD(test::Bookshop, "values() before annotate() makes the groups, and after it only chooses columns") {
    const auto by_author = Book::objects.values("author__first_name"_f).annotate("n"_f = Count("pk"_f)).order_by("author__first_name"_f);
    REQUIRE(by_author.size() == 3);
    CHECK(by_author.rows()[0]["author__first_name"_f] == "Ada");
    CHECK(by_author.rows()[0]["n"_f] == 2);
    const auto alive = with_books().values("alive"_f, "n"_f);
    CHECK(alive.size() == 4);
    const auto list = Review::objects.order_by("stars"_f).values_list("stars"_f).annotate("n"_f = Count("pk"_f)).fetch();
    CHECK(list == std::vector<std::tuple<std::int16_t, std::int64_t>>{{1, 1}, {3, 2}, {5, 2}});
}

TEST_CASE_METHOD(test::Bookshop, "the ordering of Meta takes no part in the grouping, one that is asked for does") {
    // Reviews are ordered by the titles of their books.
    CHECK(Review::objects.values("stars"_f).annotate("n"_f = Count("pk"_f)).size() == 3);
    CHECK(Review::objects.values("stars"_f).annotate("n"_f = Count("pk"_f)).order_by("book__title"_f).size() == 5);
}

TEST_CASE_METHOD(test::Bookshop, "groups are made by an expression") {
    const auto sizes = Book::objects.annotate("big"_f = nuage::Case(nuage::When("pages__gte"_f = 200, "big"), nuage::otherwise("small")))
                           .values("big"_f)
                           .annotate("n"_f = Count("pk"_f))
                           .order_by("big"_f);
    REQUIRE(sizes.size() == 2);
    CHECK(sizes.rows()[0]["big"_f] == "big");
    CHECK(sizes.rows()[0]["n"_f] == 2);
    CHECK(sizes.rows()[1]["n"_f] == 2);
    const auto years = Book::objects.filter("published__isnull"_f = false)
                           .values("published__year"_f)
                           .annotate("n"_f = Count("pk"_f))
                           .order_by("published__year"_f)
                           .values_list("published__year"_f, "n"_f)
                           .fetch();
    CHECK(years == std::vector<std::tuple<std::optional<std::int32_t>, std::int64_t>>{{2020, 2}, {2021, 1}});
}

TEST_CASE_METHOD(test::Bookshop, "groups are ordered by what was computed of them") {
    CHECK(with_books().order_by("-n"_f, "first_name"_f).flat("first_name"_f) == Names{"Ada", "Ben", "Cleo", "Dan"});
    CHECK(with_books().order_by("n"_f, "-first_name"_f).flat("first_name"_f) == Names{"Dan", "Cleo", "Ben", "Ada"});
    CHECK(with_books().order_by("n"_f, "-first_name"_f).reverse().flat("first_name"_f) == Names{"Ada", "Ben", "Cleo", "Dan"});
    const auto pages = Author::objects.annotate("p"_f = Sum("books__pages"_f)).order_by("p"_f.desc().nulls_last(), "first_name"_f);
    CHECK(pages.flat("first_name"_f) == Names{"Ada", "Ben", "Cleo", "Dan"});
    CHECK(pages.flat("p"_f) == std::vector<std::optional<std::int64_t>>{300, 300, std::nullopt, std::nullopt});
}

TEST_CASE_METHOD(test::Bookshop, "count() and exists() are about groups") {
    CHECK(with_books().count() == 4);
    CHECK(with_books().filter("n__gt"_f = 0).count() == 3);
    CHECK(with_books().filter("n__gt"_f = 7).count() == 0);
    CHECK(with_books().filter("n__gt"_f = 1).exists());
    CHECK_FALSE(with_books().filter("n__gt"_f = 7).exists());
    CHECK(Book::objects.values("author"_f).annotate("n"_f = Count("pk"_f)).count() == 3);
    CHECK(with_books().order_by("-n"_f).first(3).count() == 3);
    CHECK(with_books().filter("n"_f = 0).contains(dan));
    CHECK_FALSE(with_books().filter("n"_f = 1).contains(dan));
}

TEST_CASE_METHOD(test::Bookshop, "first() of groups wants an order, where those are not the objects") {
    CHECK_THROWS_AS(Book::objects.values("status"_f).annotate("n"_f = Count("pk"_f)).first(), nuage::TypeError);
    CHECK(Book::objects.values("status"_f).annotate("n"_f = Count("pk"_f)).order_by("-n"_f).first()->operator[]("n"_f) == 2);
    CHECK(with_books().first()->first_name == "Ada");
    CHECK(with_books().last()->first_name == "Dan");
}

TEST_CASE_METHOD(test::Bookshop, "update() and erase() of groups are about their objects") {
    CHECK(with_books().filter("n"_f = 0).update("last_name"_f = "Nobody") == 1);
    CHECK(Author::objects.filter("last_name"_f = "Nobody").flat("first_name"_f) == Names{"Dan"});
    CHECK(Tag::objects.annotate("n"_f = Count("taggings"_f)).filter("n"_f = 0).erase().total == 1);
    CHECK(test::sorted(Tag::objects.flat("label"_f)) == Names{"cheap", "new"});
    CHECK(Review::objects.annotate("n"_f = Count("book__reviews"_f)).filter("n"_f = 1).erase().total == 1);
    CHECK(Review::objects.count() == 4);
}

TEST_CASE_METHOD(test::Bookshop, "default_to() stands in for the aggregate of nothing") {
    const auto pages = Author::objects.annotate("n"_f = Sum("books__pages"_f).default_to(0));
    CHECK(counts(pages) == Counts{{"Ada", 300}, {"Ben", 300}, {"Cleo", 0}, {"Dan", 0}});
    const auto expression = Author::objects.annotate("n"_f = Sum("books__pages"_f).default_to("pk"_f * 0 - 1));
    CHECK(counts(expression) == Counts{{"Ada", 300}, {"Ben", 300}, {"Cleo", -1}, {"Dan", -1}});
}

TEST_CASE_METHOD(test::Bookshop, "an alias() can be filtered and sorted by, and is in no row") {
    const auto busy = Author::objects.alias("n"_f = Count("books"_f)).filter("n__gte"_f = 1).order_by("-n"_f, "-first_name"_f);
    static_assert(std::same_as<decltype(busy)::value_type, Author>);
    std::vector<Author> authors = busy.fetch();
    REQUIRE(authors.size() == 3);
    CHECK(authors[0].first_name == "Ada");
    CHECK(authors[1].first_name == "Cleo");
    CHECK(busy.annotate("twice"_f = "n"_f * 2).flat("twice"_f) == std::vector<std::int64_t>{4, 2, 2});
}

TEST_CASE_METHOD(test::Bookshop, "the same shape with other values is another answer") {
    for (int n = 0; n < 3; ++n) {
        const auto rows = Author::objects.annotate("n"_f = Count("books"_f).filter("books__pages__gt"_f = 50 + n * 100))
                              .filter("n__gt"_f = 0)
                              .order_by("first_name"_f)
                              .flat("first_name"_f);
        CHECK(rows == (n == 0 || n == 1 ? Names{"Ada", "Ben"} : Names{"Ben"}));
    }
}
