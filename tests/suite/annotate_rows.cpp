// SPDX-License-Identifier: MIT
// annotate(): the rows, which are objects with values beside their members, and expressions that are no aggregates.
#include <nuage/db/query_log.hpp>

#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using nuage::Annotated;
using nuage::Column;
using nuage::Count;
using shop::Author;
using shop::Book;
using shop::Review;
using test::Names;

TEST_CASE_METHOD(test::Bookshop, "an annotated row is the object, with the values by name") {
    using Row = Annotated<Author, Column<"n", std::int64_t>>;
    const nuage::QuerySet<Author, Row> authors = Author::objects.annotate("n"_f = Count("books"_f)).order_by("first_name"_f);
    std::vector<Row> rows = authors.fetch();
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].first_name == "Ada");
    CHECK(rows[0]["n"_f] == 2);
    CHECK(rows[3]["n"_f] == 0);
    CHECK(static_cast<const Author&>(rows[0]) == ada);
    rows[0].last_name = "Changed";
    rows[0].save();
    CHECK(Author::objects.get("pk"_f = ada.id).last_name == "Changed");
}

TEST_CASE_METHOD(test::Bookshop, "annotated rows are iterated, streamed, indexed and got one by one") {
    const auto authors = Author::objects.annotate("n"_f = Count("books"_f)).order_by("first_name"_f);
    std::int64_t sum = 0;
    for (const auto& author : authors) sum += author["n"_f];
    CHECK(sum == 4);
    sum = 0;
    for (const auto& author : authors.iterator(2)) sum += author["n"_f] * 10 + (author.first_name == "Dan" ? 1 : 0);
    CHECK(sum == 41);
    CHECK(authors[std::size_t{1}]["n"_f] == 1);
    CHECK(authors.get("first_name"_f = "Ada")["n"_f] == 2);
    CHECK(authors.first()->id == ada.id);
    CHECK_THROWS_AS(authors.get("n"_f = 1), Author::MultipleObjectsReturned);
    CHECK_THROWS_AS(authors.get("n"_f = 9), Author::DoesNotExist);
}

TEST_CASE_METHOD(test::Bookshop, "annotations stand beside joined in and prefetched objects, and parts of objects") {
    const auto books = Book::objects.annotate("n"_f = Count("reviews"_f)).select_related("author"_f).order_by("title"_f);
    const std::vector rows = books.fetch();
    REQUIRE(rows.size() == 4);
    nuage::QueryCounter none;
    CHECK(rows[0].author->first_name == "Ada");
    CHECK(rows[0]["n"_f] == 2);
    CHECK(rows[3]["n"_f] == 0);
    CHECK(none.count() == 0);
    nuage::QueryCounter queries;
    const auto with_reviews = books.prefetch_related("reviews"_f);
    for (const auto& book : with_reviews) CHECK(book.reviews.size() == static_cast<std::size_t>(book["n"_f]));
    CHECK(queries.count() == 2);
    const auto titles = Book::objects.only("title"_f).annotate("n"_f = Count("reviews"_f)).order_by("title"_f).fetch();
    CHECK(titles[0].title == "Alpha");
    CHECK(titles[0]["n"_f] == 2);
}

TEST_CASE_METHOD(test::Bookshop, "an annotation may be a field, over relations too, a sum, or a plain value") {
    const auto rows = Book::objects
                          .annotate("who"_f = "author__first_name"_f, "where"_f = "publisher__name"_f, "more"_f = "stock"_f + 1,
                                    "worth"_f = "price"_f * "stock"_f, "one"_f = 1, "word"_f = "x")
                          .order_by("title"_f)
                          .fetch();
    static_assert(std::same_as<decltype(rows[0]["who"_f]), const std::string&>);
    static_assert(std::same_as<decltype(rows[0]["where"_f]), const std::optional<std::string>&>);
    static_assert(std::same_as<decltype(rows[0]["more"_f]), const std::int64_t&>);
    static_assert(std::same_as<decltype(rows[0]["worth"_f]), const std::optional<nuage::Decimal>&>);
    REQUIRE(rows.size() == 4);
    CHECK(rows[0]["who"_f] == "Ada");
    CHECK(rows[0]["where"_f] == north.name);
    CHECK(rows[3]["where"_f] == std::nullopt);
    CHECK(rows[0]["more"_f] == rows[0].stock + 1);
    CHECK(rows[3]["worth"_f] == std::nullopt);
    CHECK(rows[0]["one"_f] == 1);
    CHECK(rows[0]["word"_f] == "x");
}

TEST_CASE_METHOD(test::Bookshop, "an annotation is computed of annotations, filtered by and transformed") {
    const auto books = Book::objects.annotate("day"_f = "published"_f).annotate("year"_f = "day__year"_f);
    CHECK(test::sorted(books.filter("year"_f = 2020).flat("title"_f)) == Names{"Alpha", "Beta"});
    CHECK(test::sorted(books.filter("day__year__gt"_f = 2020).flat("title"_f)) == Names{"Gamma"});
    CHECK(test::sorted(books.filter("day__isnull"_f = true).flat("title"_f)) == Names{"Delta"});
    CHECK(Book::objects.annotate("twice"_f = "pages"_f * 2).filter("twice"_f > "pages"_f + 150).order_by("title"_f).flat("title"_f) ==
          Names{"Beta", "Gamma"});
}

TEST_CASE_METHOD(test::Bookshop, "a later annotation of the same name takes the place of the one before") {
    const auto rows = Book::objects.annotate("x"_f = "stock"_f).filter("x__gte"_f = -1000).annotate("x"_f = "title"_f).order_by("x"_f);
    static_assert(std::same_as<decltype(rows)::value_type, Annotated<Book, Column<"x", std::string>>>);
    CHECK(rows.fetch().at(0)["x"_f] == "Alpha");
    CHECK(rows.flat("x"_f) == Names{"Alpha", "Beta", "Delta", "Gamma"});
}

TEST_CASE_METHOD(test::Bookshop, "an alias() takes the name of an annotation, which is in no row afterwards") {
    const auto renamed = Author::objects.annotate("t"_f = "books__title"_f).alias("t"_f = "first_name"_f).order_by("t"_f, "id"_f);
    static_assert(std::is_same_v<decltype(renamed)::value_type, Author>);
    CHECK(renamed.filter("t"_f = "Mary").count() == renamed.filter("first_name"_f = "Mary").count());
    CHECK(renamed.distinct().count() == Author::objects.count());
    const auto two = Author::objects.annotate("t"_f = "last_name"_f, "u"_f = "first_name"_f).alias("t"_f = "id"_f).order_by("t"_f);
    CHECK(two[0]["u"_f] == two[0].first_name);
}

/// A relation to many that columns lead over gives a row for each related object.
TEST_CASE_METHOD(test::Bookshop, "count() and aggregate() are of the rows that columns over a to-many relation give") {
    const auto titles = Author::objects.values("books__title"_f);
    const auto rows = static_cast<std::int64_t>(titles.all().size());
    REQUIRE(rows > Author::objects.count());
    CHECK(titles.count() == rows);
    CHECK(titles.aggregate("n"_f = Count("id"_f))["n"_f] == rows);
    CHECK(Author::objects.values("country__name"_f).count() == Author::objects.count());
    CHECK(Author::objects.values("country__name"_f, "books__publisher__name"_f).count() == rows);
    CHECK(Author::objects.values_list("books__publisher__name"_f).filter("books__title__isnull"_f = false).count() ==
          shop::Book::objects.filter("author__isnull"_f = false).count());
}

TEST_CASE_METHOD(test::Bookshop, "a condition is an annotation, and Case chooses between values") {
    using nuage::Case;
    using nuage::otherwise;
    using nuage::When;
    const auto rows = Book::objects
                          .annotate("long"_f = ("pages"_f > 150),
                                    "size"_f = Case(When("pages"_f > 250, "L"), When("pages"_f > 150, "M"), otherwise("S")),
                                    "maybe"_f = Case(When("status"_f = shop::Status::live, "pages"_f)))
                          .order_by("title"_f)
                          .fetch();
    CHECK(rows[0]["long"_f] == false);
    CHECK(rows[1]["long"_f] == true);
    CHECK(rows[2]["long"_f] == std::nullopt);
    CHECK(rows[0]["size"_f] == "S");
    CHECK(rows[1]["size"_f] == "M");
    CHECK(rows[3]["size"_f] == "L");
    CHECK(rows[1]["maybe"_f] == 200);
    CHECK(rows[3]["maybe"_f] == std::nullopt);
}

TEST_CASE_METHOD(test::Bookshop, "values() and values_list() compute columns, and expressions are sorted by") {
    const auto rows = Book::objects.order_by("title"_f).values("title"_f, "twice"_f = "pages"_f * 2, "n"_f = Count("reviews"_f));
    REQUIRE(rows.size() == 4);
    CHECK(rows.rows()[0]["twice"_f] == 200);
    CHECK(rows.rows()[0]["n"_f] == 2);
    CHECK(rows.rows()[2]["twice"_f] == std::nullopt);
    const auto tuples = Book::objects.filter("title"_f = "Beta").values_list("title"_f, "more"_f = "pages"_f + 1).fetch();
    CHECK(tuples == std::vector<std::tuple<std::string, std::optional<std::int64_t>>>{{"Beta", 201}});
    CHECK(Book::objects.order_by(("pages"_f * -1).asc().nulls_last(), "title"_f).flat("title"_f) == Names{"Gamma", "Beta", "Alpha", "Delta"});
    CHECK(Book::objects.filter("pages__isnull"_f = false).order_by(0 - "pages"_f).flat("title"_f) == Names{"Gamma", "Beta", "Alpha"});
}

TEST_CASE_METHOD(test::Bookshop, "names of annotations that arrive at run time are found, and wrong ones told") {
    const auto authors = Author::objects.annotate("n"_f = Count("books"_f));
    CHECK(authors.filter(nuage::dynamic("n__gt") = 1).flat("first_name"_f) == Names{"Ada"});
    CHECK(authors.order_by(nuage::dynamic("-n"), "first_name"_f).flat("first_name"_f) == Names{"Ada", "Ben", "Cleo", "Dan"});
    CHECK_THROWS_AS(authors.filter(nuage::dynamic("m__gt") = 1), nuage::FieldError);
    CHECK_THROWS_AS(authors.filter(nuage::dynamic("n__gt") = "x"), nuage::FieldError);
}
