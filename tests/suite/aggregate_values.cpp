// SPDX-License-Identifier: MIT
// aggregate(): one row computed of all.
#include <nuage/db/query_log.hpp>
#include <nuage/windows.hpp>

#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using nuage::Avg;
using nuage::Count;
using nuage::Max;
using nuage::Min;
using nuage::Sum;
using shop::Author;
using shop::Book;
using shop::Review;

template <class T, class Row>
constexpr bool reads = std::is_same_v<const T&, Row>;

TEST_CASE_METHOD(test::Bookshop, "aggregate() gives one row of named values with their types") {
    const auto row = Book::objects.aggregate("n"_f = Count("id"_f), "sum"_f = Sum("pages"_f), "mean"_f = Avg("pages"_f),
                                             "first"_f = Min("published"_f), "last"_f = Max("title"_f), "price"_f = Sum("price"_f));
    static_assert(reads<std::int64_t, decltype(row["n"_f])>);
    static_assert(reads<std::optional<std::int64_t>, decltype(row["sum"_f])>);
    static_assert(reads<std::optional<double>, decltype(row["mean"_f])>);
    static_assert(reads<std::optional<nuage::Date>, decltype(row["first"_f])>);
    static_assert(reads<std::optional<std::string>, decltype(row["last"_f])>);
    static_assert(reads<std::optional<nuage::Decimal>, decltype(row["price"_f])>);
    CHECK(row["n"_f] == 4);
    CHECK(row["sum"_f] == 600);
    CHECK(row["mean"_f] == Approx(200.0));
    CHECK(row["first"_f] == nuage::date(2020, 1, 1));
    CHECK(row["last"_f] == "Gamma");
    CHECK(row["price"_f] == 35.75_dec);
}

TEST_CASE_METHOD(test::Bookshop, "an aggregate without a name is called after its field") {
    const auto row = Author::objects.aggregate(Count("books"_f), Max("books__pages"_f));
    CHECK(row["books__count"_f] == 4);
    CHECK(row["books__pages__max"_f] == 300u);
}

TEST_CASE_METHOD(test::Bookshop, "aggregate() of no rows is NULL, or the default, and a count is 0") {
    const auto none = Book::objects.filter("pages__gt"_f = 10000)
                          .aggregate("n"_f = Count("id"_f), "sum"_f = Sum("pages"_f), "zero"_f = Sum("pages"_f).default_to(0));
    static_assert(reads<std::int64_t, decltype(none["zero"_f])>);
    CHECK(none["n"_f] == 0);
    CHECK(none["sum"_f] == std::nullopt);
    CHECK(none["zero"_f] == 0);
    nuage::QueryCounter queries;
    const auto never = Book::objects.none().aggregate("n"_f = Count("id"_f), "sum"_f = Sum("pages"_f), "seven"_f = Sum("pages"_f).default_to(7));
    CHECK(queries.count() == 0);
    CHECK(never["n"_f] == 0);
    CHECK(never["sum"_f] == std::nullopt);
    CHECK(never["seven"_f] == 7);
}

TEST_CASE_METHOD(test::Bookshop, "an aggregate counts what satisfies its filter, and different values only once") {
    const auto row = Book::objects.aggregate("live"_f = Count("pk"_f).filter("status"_f = shop::Status::live),
                                             "others"_f = Count("pk"_f).filter(~("status"_f = shop::Status::live)),
                                             "authors"_f = Count("author"_f).distinct(),
                                             "long"_f = Count("author"_f).filter("pages"_f >= 100).distinct());
    CHECK(row["live"_f] == 2);
    CHECK(row["others"_f] == 2);
    CHECK(row["authors"_f] == 3);
    CHECK(row["long"_f] == 2);
}

TEST_CASE_METHOD(test::Bookshop, "a filter over a relation that may be missing takes no rows away") {
    const auto row = Book::objects.aggregate("all"_f = Count("*"_f), "north"_f = Count("pk"_f).filter("publisher__name"_f = north.name));
    CHECK(row["all"_f] == 4);
    CHECK(row["north"_f] == 2);
}

TEST_CASE_METHOD(test::Bookshop, "an aggregate may be computed of others of the same call") {
    const auto row = Book::objects.aggregate("n"_f = Count("pages"_f), "sum"_f = Sum("pages"_f), "mean"_f = "sum"_f * 1.0 / "n"_f);
    static_assert(reads<std::optional<double>, decltype(row["mean"_f])>);
    CHECK(row["mean"_f] == Approx(200.0));
}

TEST_CASE_METHOD(test::Bookshop, "aggregate() over groups, slices and distinct rows sums those up") {
    const auto authors = Author::objects.annotate("n"_f = Count("books"_f));
    CHECK(authors.aggregate("mean"_f = Avg("n"_f))["mean"_f] == Approx(1.0));
    CHECK(authors.filter("n__gt"_f = 0).aggregate("sum"_f = Sum("n"_f), "rows"_f = Count("*"_f))["sum"_f] == 4);
    CHECK(authors.filter("n__gt"_f = 0).aggregate("rows"_f = Count("*"_f))["rows"_f] == 3);
    CHECK(Book::objects.filter("pages__isnull"_f = false).order_by("-pages"_f).first(2).aggregate("sum"_f = Sum("pages"_f))["sum"_f] == 500);
    CHECK(Book::objects.values("author"_f).distinct().aggregate("n"_f = Count("author"_f))["n"_f] == 3);
    const auto groups = Book::objects.values("author"_f).annotate("n"_f = Count("pk"_f));
    CHECK(groups.aggregate("most"_f = Max("n"_f))["most"_f] == 2);
}

TEST_CASE_METHOD(test::Bookshop, "StdDev and Variance are of the population, or of a sample") {
    const auto row = Book::objects.aggregate("d"_f = nuage::StdDev("pages"_f), "v"_f = nuage::Variance("pages"_f),
                                             "sd"_f = nuage::SampleStdDev("pages"_f), "sv"_f = nuage::SampleVariance("pages"_f));
    CHECK(row["v"_f] == Approx(20000.0 / 3));
    CHECK(row["d"_f] == Approx(81.6496580928));
    CHECK(row["sv"_f] == Approx(10000.0));
    CHECK(row["sd"_f] == Approx(100.0));
    const auto one = Book::objects.filter("title"_f = "Alpha").aggregate("v"_f = nuage::Variance("pages"_f), "sv"_f = nuage::SampleVariance("pages"_f));
    CHECK(one["v"_f] == Approx(0.0));
    CHECK(one["sv"_f] == std::nullopt);
}

TEST_CASE_METHOD(test::Bookshop, "an aggregate of an annotation that is an aggregate is refused") {
    const auto authors = Author::objects.annotate("n"_f = Count("books"_f));
    CHECK_THROWS_AS(authors.annotate("m"_f = Sum("n"_f)).count(), nuage::FieldError);
    CHECK_THROWS_WITH(Author::objects.aggregate("n"_f = Count("books"_f), "m"_f = Sum("n"_f)),
                      "[A001] Sum() is computed of single rows; 'n' is an aggregate itself.");
}

TEST_CASE_METHOD(test::Bookshop, "an aggregate that makes no groups is refused in conditions and orderings") {
    CHECK_THROWS_AS(Author::objects.filter(Count("books"_f) > 1).count(), nuage::FieldError);
    CHECK_THROWS_AS(Author::objects.order_by(Count("books"_f).desc()).fetch(), nuage::FieldError);
    CHECK_THROWS_AS(Author::objects.annotate("n"_f = Count("books"_f)).order_by(Count("books"_f).desc()).fetch(), nuage::FieldError);
    CHECK(Author::objects.annotate("n"_f = Count("books"_f)).order_by(("n"_f * 2).desc()).first()->first_name == "Ada");
}

TEST_CASE_METHOD(test::Bookshop, "Case counts by condition") {
    using nuage::Case;
    using nuage::When;
    const auto row = Book::objects.aggregate("pages"_f = Sum(Case(When("is_ebook"_f = true, "pages"_f), nuage::otherwise(0))));
    CHECK(row["pages"_f] == 200);
}

TEST_CASE_METHOD(test::Bookshop, "aggregate() takes earlier results, but nothing of single rows") {
    const auto row = Book::objects.aggregate("n"_f = Count("pk"_f), "half"_f = "n"_f - 2, "all"_f = Sum("pages"_f) + "half"_f);
    CHECK(row["half"_f] == 2);
    CHECK(row["all"_f] == 602);
    const auto refuses = [](const auto& ask) { CHECK_THROWS_WITH(ask(), Catch::StartsWith("[F094] aggregate() gives one row for all: what 'x' says of single rows")); };
    refuses([] { return Book::objects.aggregate("x"_f = Sum("pages"_f) + "stock"_f); });
    refuses([] { return Author::objects.annotate("n"_f = Count("books"_f)).aggregate("x"_f = Sum("n"_f) + "n"_f); });
    refuses([] { return Book::objects.aggregate("x"_f = Sum("pages"_f) + nuage::Window(Sum("pages"_f))); });
    const auto of_author = Book::objects.filter("author"_f = nuage::OuterRef("author"_f)).values("stock"_f)[{0, 1}];
    refuses([&] { return Book::objects.aggregate("x"_f = Sum("stock"_f) + nuage::Subquery(of_author)); });
    const auto most = Book::objects.order_by("-stock"_f).values("stock"_f)[{0, 1}];
    CHECK(Book::objects.aggregate("x"_f = Sum("stock"_f) - nuage::Subquery(most))["x"_f] == 3);
}
