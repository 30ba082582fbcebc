// SPDX-License-Identifier: MIT
// When a query set asks the database, what it keeps, and that it is a value.
#include <support/catch.hpp>
#include <support/database.hpp>

using namespace nuage::literals;
using shop::Book;
using test::Names;
using test::titles;

TEST_CASE_METHOD(test::Bookshop, "a query set runs when it is first read, and keeps its rows") {
    const auto books = Book::objects.filter("author"_f = ada);
    Book::objects.filter("title"_f = "Beta").update("author"_f = ben);
    CHECK(books.size() == 1);
    Book::objects.filter("title"_f = "Beta").update("author"_f = ada);
    CHECK(books.size() == 1);
    CHECK(books.count() == 1);
    CHECK(books.exists());
    CHECK(books[std::size_t{0}].title == "Alpha");
    CHECK_THROWS_AS(books[std::size_t{1}], std::out_of_range);
    CHECK(books.fetch().size() == 2);
    CHECK(books.rows().size() == 1);
}

TEST_CASE_METHOD(test::Bookshop, "an index, count() and exists() do not read the rows") {
    const auto books = Book::objects.order_by("title"_f);
    CHECK(books[std::size_t{0}].title == "Alpha");
    CHECK(books.count() == 4);
    Book::objects.filter("title"_f = "Alpha").update("title"_f = "Zeta");
    CHECK(books[std::size_t{0}].title == "Beta");
    CHECK(books.size() == 4);
}

TEST_CASE_METHOD(test::Bookshop, "rows stay where they are while a query set is read again") {
    const auto books = Book::objects.order_by("title"_f);
    const Book* first = &books.rows().front();
    CHECK(&books.rows().front() == first);
    CHECK(&*books.begin() == first);
}

TEST_CASE_METHOD(test::Bookshop, "all() and every further step ask anew") {
    const auto books = Book::objects.filter("author"_f = ada);
    CHECK(books.size() == 2);
    Book::objects.filter("title"_f = "Beta").update("author"_f = ben);
    CHECK(books.size() == 2);
    CHECK(books.all().size() == 1);
    CHECK(books.filter("pages"_f > 0).size() == 1);
    CHECK(books.order_by("title"_f).size() == 1);
}

TEST_CASE_METHOD(test::Bookshop, "a query set is a value: what is derived from it leaves it as it is") {
    const auto base = Book::objects.filter("pages"_f > 50);
    const auto narrower = base.filter("pages"_f > 150);
    const auto ordered = base.order_by("-pages"_f);
    CHECK(titles(base) == Names{"Alpha", "Beta", "Gamma"});
    CHECK(titles(narrower) == Names{"Beta", "Gamma"});
    CHECK(ordered.flat("title"_f) == Names{"Gamma", "Beta", "Alpha"});
    CHECK(titles(base) == Names{"Alpha", "Beta", "Gamma"});
}

TEST_CASE_METHOD(test::Bookshop, "a query set grows in a variable at run time") {
    auto books = Book::objects.all();
    CHECK(books.size() == 4);
    books = books.filter("author"_f = ada);
    CHECK(books.size() == 2);
    for (int pages : {150, 250}) books = books.exclude("pages__gt"_f = pages);
    CHECK(titles(books) == Names{"Alpha"});
    books = std::move(books).filter("title"_f = "x");
    CHECK(books.size() == 0);
}

TEST_CASE_METHOD(test::Bookshop, "a moved or copied query set keeps asking the same") {
    auto original = Book::objects.filter("author"_f = ada).order_by("-title"_f);
    const auto copy = original;
    const auto moved = std::move(original);
    CHECK(copy.flat("title"_f) == Names{"Beta", "Alpha"});
    CHECK(moved.flat("title"_f) == Names{"Beta", "Alpha"});
}

TEST_CASE_METHOD(test::Bookshop, "none() is empty whatever is added to it") {
    const auto nothing = Book::objects.none();
    CHECK(nothing.size() == 0);
    CHECK(nothing.filter("pages"_f > 0).count() == 0);
    CHECK(nothing.exclude("pages"_f > 0).order_by("title"_f).first(3).fetch().empty());
    CHECK(nothing.values_list("title"_f).size() == 0);
    CHECK(nothing.update("title"_f = "x") == 0);
    CHECK(nothing.erase().total == 0);
    CHECK(Book::objects.count() == 4);
    CHECK(Book::objects.all().none().first() == std::nullopt);
}

TEST_CASE_METHOD(test::Bookshop, "using_db() names the database, and an unknown one is refused when it is asked") {
    CHECK(Book::objects.using_db("default").count() == 4);
    const auto elsewhere = Book::objects.using_db("elsewhere").filter("pages"_f > 0);
    CHECK_THROWS_AS(elsewhere.fetch(), nuage::ImproperlyConfigured);
    CHECK_THROWS_AS(elsewhere.count(), nuage::ImproperlyConfigured);
    CHECK_THROWS_WITH(elsewhere.count(), Catch::Matchers::Contains("elsewhere"));
    CHECK(elsewhere.using_db("default").count() == 3);
}

TEST_CASE_METHOD(test::Bookshop, "the same query asked with other values gives other rows") {
    // One statement in the cache serves them all.
    for (int round = 0; round < 3; ++round)
        for (const Book* book : {&alpha, &beta, &gamma, &delta}) {
            CHECK(Book::objects.get("isbn"_f = book->isbn).title == book->title);
            CHECK(Book::objects.filter("title"_f = book->title).first(1)[std::size_t{0}].id == book->id);
        }
    CHECK(Book::objects.order_by("title"_f).first(1).flat("title"_f) == Names{"Alpha"});
    CHECK(Book::objects.order_by("title"_f).first(2).flat("title"_f) == Names{"Alpha", "Beta"});
    CHECK(Book::objects.filter("pages"_f.in({100, 200})).count() == 2);
    CHECK(Book::objects.filter("pages"_f.in({100, 200, 300})).count() == 3);
}
