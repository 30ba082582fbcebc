// SPDX-License-Identifier: MIT
// One row: get, first, last, earliest, latest. And questions about all: count, exists, contains, in_bulk.
#include <nuage/aggregates.hpp>
#include <nuage/db/query_log.hpp>

#include <support/catch.hpp>
#include <support/database.hpp>

#include <nuage/db/query_log.hpp>

using namespace nuage::literals;
using shop::Author;
using shop::Book;
using shop::Country;
using shop::Order;
using shop::Publisher;
using shop::Review;
using test::Names;

TEST_CASE_METHOD(test::Bookshop, "get() gives the one row that matches, all members filled in") {
    const Book book = Book::objects.get("title"_f = "Alpha");
    CHECK(book.id == alpha.id);
    CHECK(book.isbn == "1");
    CHECK(book.subtitle == "The first");
    CHECK(book.pages == 100u);
    CHECK(book.price == 10_dec);
    CHECK(book.weight == 0.5);
    CHECK(book.published == nuage::date(2020, 1, 1));
    CHECK(book.released_at == nuage::datetime(2020, 1, 1));
    CHECK(book.reading_time == nuage::Duration(nuage::hours * 2));
    CHECK(book.uid == alpha.uid);
    CHECK(book.status == shop::Status::live);
    CHECK(book.stock == 5);
    CHECK_FALSE(book.is_ebook);
    CHECK(book.publisher.id() == north.id);
    CHECK(book.author.id() == ada.id);
    CHECK(book.editor.id() == ben.id);
    const Book empty = Book::objects.get("title"_f = "Delta");
    CHECK(empty.pages == std::nullopt);
    CHECK(empty.published == std::nullopt);
    CHECK_FALSE(empty.editor.has_value());
    CHECK(empty.editor.id() == std::nullopt);
}

TEST_CASE_METHOD(test::Bookshop, "get() says when there is no such row, or more than one") {
    CHECK_THROWS_AS(Book::objects.get("title"_f = "Omega"), Book::DoesNotExist);
    CHECK_THROWS_AS(Book::objects.get("title"_f = "Omega"), nuage::ObjectDoesNotExist);
    CHECK_THROWS_AS(Book::objects.get("pages__gt"_f = 50), Book::MultipleObjectsReturned);
    CHECK_THROWS_AS(Book::objects.get("pages__gt"_f = 50), nuage::MultipleObjectsReturned);
    CHECK_THROWS_WITH(Book::objects.get("title"_f = "Omega"), "Book matching query does not exist.");
    CHECK_THROWS_WITH(Book::objects.get("pages__gt"_f = 50), "get() returned more than one Book -- it returned 3!");
    CHECK_THROWS_AS(Book::objects.none().get(), Book::DoesNotExist);
    CHECK(Book::objects.filter("title"_f = "Beta").get().title == "Beta");
}

TEST_CASE_METHOD(test::Bookshop, "get() takes several conditions, and counts rows that a relation multiplies") {
    CHECK(Book::objects.get("author__first_name"_f = "Ada", "pages"_f > 100).title == "Beta");
    CHECK_THROWS_AS(Author::objects.get("books__pages__gte"_f = 100, "first_name"_f = "Ada"),
                    Author::MultipleObjectsReturned);
    CHECK(Author::objects.filter("books__pages__gte"_f = 100, "first_name"_f = "Ada").distinct().get().id == ada.id);
}

TEST_CASE_METHOD(test::Bookshop, "first() and last() go by the ordering, by Meta's, or by the key") {
    CHECK(Book::objects.order_by("title"_f).first()->title == "Alpha");
    CHECK(Book::objects.order_by("title"_f).last()->title == "Gamma");
    CHECK(Book::objects.order_by("-title"_f).last()->title == "Alpha");
    CHECK(Publisher::objects.first()->name == "North");
    CHECK(Publisher::objects.last()->name == "West");
    CHECK(Publisher::objects.reverse().first()->name == "West");
    CHECK(Book::objects.first()->id == alpha.id);
    CHECK(Book::objects.last()->id == delta.id);
    CHECK(Book::objects.reverse().first()->id == delta.id);
    CHECK(Book::objects.filter("pages"_f > 1000).first() == std::nullopt);
    CHECK(Book::objects.filter("pages"_f > 1000).last() == std::nullopt);
    CHECK(Book::objects.none().first() == std::nullopt);
}

TEST_CASE_METHOD(test::Bookshop, "earliest() and latest() go by the fields given, or by Meta") {
    CHECK(Author::objects.filter("born__isnull"_f = false).latest("born"_f).first_name == "Dan");
    CHECK(Author::objects.filter("born__isnull"_f = false).earliest("born"_f).first_name == "Ada");
    CHECK(Author::objects.earliest("last_name"_f, "first_name"_f).first_name == "Ben");
    CHECK(Author::objects.latest("last_name"_f, "first_name"_f).first_name == "Cleo");
    CHECK(Review::objects.latest().body == "Great");
    CHECK(Review::objects.earliest().body == "Good");
    CHECK(Review::objects.order_by("-stars"_f).latest().body == "Great");
    CHECK(Review::objects.filter("book"_f = alpha).latest("book__title"_f, "posted"_f).body == "Fair");
    CHECK(Author::objects.annotate("n"_f = nuage::Count("books"_f)).latest("n"_f).first_name == "Ada");
    CHECK(Author::objects.alias("n"_f = nuage::Count("books"_f)).earliest("n"_f, "-first_name"_f).first_name == "Dan");
    CHECK_THROWS_AS(Review::objects.filter("stars"_f = 4).latest(), Review::DoesNotExist);
    CHECK_THROWS_AS(Author::objects.all().latest(), nuage::ValueError);
}

TEST_CASE_METHOD(test::Bookshop, "latest() goes by all fields of Meta's get_latest_by") {
    const auto noon = nuage::datetime(2024, 1, 1, 12);
    for (const char* number : {"B", "C", "A"}) Order::objects.create("number"_f = number, "placed_at"_f = noon);
    CHECK(Order::objects.latest().number == "C");
    CHECK(Order::objects.earliest().number == "A");
}

TEST_CASE_METHOD(test::Bookshop, "count() and exists() ask the database") {
    CHECK(Book::objects.count() == 4);
    CHECK(Book::objects.filter("pages"_f > 100).count() == 2);
    CHECK(Book::objects.exists());
    CHECK(Book::objects.filter("pages"_f > 100).exists());
    CHECK_FALSE(Book::objects.filter("pages"_f > 1000).exists());
    CHECK(Author::objects.values_list("last_name"_f).distinct().count() == 2);
    CHECK(Author::objects.values_list("last_name"_f).distinct().first(1).count() == 1);
    CHECK(Book::objects.none().count() == 0);
    CHECK_FALSE(Book::objects.none().exists());
}

TEST_CASE_METHOD(test::Bookshop, "count() is of the rows without their order, which repeats some over a to-many relation, unless a slice goes by it") {
    const auto all = Author::objects.count();
    const auto authors = Author::objects.order_by("books__title"_f);
    const auto repeated = static_cast<std::int64_t>(authors.all().size());   // of another one: what is loaded is counted
    REQUIRE(repeated > all);
    CHECK(authors.count() == all);
    CHECK(authors.distinct().count() == all);
    CHECK(authors.distinct().aggregate("n"_f = nuage::Count("pk"_f))["n"_f] == all);
    CHECK(authors.first(100).count() == repeated);
    CHECK(authors.distinct().first(100).count() == repeated);
    CHECK(authors.values("last_name"_f).distinct().count() == 2);
}

TEST_CASE_METHOD(test::Bookshop, "contains() tells whether an object's row is among them") {
    CHECK(Book::objects.contains(alpha));
    CHECK(Book::objects.filter("pages"_f = 100).contains(alpha));
    CHECK_FALSE(Book::objects.filter("pages"_f = 100).contains(beta));
    CHECK_FALSE(Book::objects.none().contains(alpha));
    CHECK_THROWS_AS(Book::objects.contains(Book{}), nuage::ValueError);
}

TEST_CASE_METHOD(test::Bookshop, "contains() asks the rows at hand, where there are some") {
    const auto some = Book::objects.filter("pages"_f = 100);
    const auto counted = Book::objects.annotate("n"_f = nuage::Count("reviews"_f)).filter("pages"_f = 100);
    const bool loaded = !some.rows().empty() && !counted.rows().empty();
    REQUIRE(loaded);
    const nuage::QueryCounter queries;
    CHECK(some.contains(alpha));
    CHECK_FALSE(some.contains(beta));
    CHECK(counted.contains(alpha));
    CHECK_THROWS_AS(some.contains(Book{}), nuage::ValueError);
    CHECK(queries.count() == 0);
}

TEST_CASE_METHOD(test::Bookshop, "in_bulk() loads the field that it goes by where that was left out") {
    const auto books = Book::objects.only("title"_f).in_bulk(std::vector<std::string>{"1", "none"}, "isbn"_f);
    REQUIRE(books.size() == 1);
    CHECK(books.at("1").title == "Alpha");
    CHECK(Country::objects.defer("code"_f).in_bulk(std::vector<std::string>{"FR", "XX"}, "code"_f).at("FR").name == "France");
}

TEST_CASE_METHOD(test::Bookshop, "in_bulk() gives objects by key, and leaves out what is not there") {
    const auto books = Book::objects.in_bulk(std::vector<std::int64_t>{alpha.id, gamma.id, -1, alpha.id});
    CHECK(books.size() == 2);
    CHECK(books.at(alpha.id).title == "Alpha");
    CHECK(books.at(gamma.id).title == "Gamma");
    CHECK(Book::objects.in_bulk(std::vector<std::int64_t>{}).empty());
    const auto counted = Book::objects.annotate("n"_f = nuage::Count("reviews"_f)).in_bulk(std::vector<std::int64_t>{alpha.id, gamma.id});
    CHECK(counted.at(alpha.id)["n"_f] == 2);
    CHECK(counted.at(gamma.id).title == "Gamma");
    CHECK(Book::objects.filter("pages"_f > 100).in_bulk(std::vector<std::int64_t>{alpha.id, gamma.id}).size() == 1);
    const auto countries = Country::objects.in_bulk(std::vector<std::string>{"FR", "XX"}, "code"_f);
    CHECK(countries.size() == 1);
    CHECK(countries.at("FR").name == "France");
}
