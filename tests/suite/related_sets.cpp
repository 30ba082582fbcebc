// SPDX-License-Identifier: MIT
// The other end of a foreign key: relating objects and ending relations.
#include <nuage/db/query_log.hpp>
#include <support/catch.hpp>
#include <support/database.hpp>
#include <support/relation_models.hpp>

using namespace nuage::literals;
using nuage::QueryCounter;
using shop::Author;
using shop::Book;
using shop::Publisher;

namespace {

test::Names of(const Publisher& publisher) { return test::titles(publisher.books.all()); }

}  // namespace

TEST_CASE_METHOD(test::Bookshop, "add() takes objects, keys and lists of both, and is one UPDATE") {
    QueryCounter queries;
    west.books.add(alpha, nuage::key(beta.id), gamma.id);
    CHECK(queries.count() == 1);
    CHECK(of(west) == test::Names{"Alpha", "Beta", "Gamma"});
    north.books.add(std::vector{alpha, delta});
    north.books.add(Book::objects.filter("title"_f = "Beta"));
    CHECK(of(north) == test::Names{"Alpha", "Beta", "Delta"});
    queries.pause();
    QueryCounter none;
    north.books.add();
    north.books.add(std::vector<Book>{});
    CHECK(none.count() == 0);
}

TEST_CASE_METHOD(test::Bookshop, "an object that was added refers to its owner at once") {
    west.books.add(alpha);
    CHECK(alpha.publisher.id() == west.id);
    CHECK(alpha.publisher->name == "West");
    std::vector<Book> books{beta};
    west.books.add(books);
    CHECK(books[0].publisher == nuage::ForeignKey<Publisher, nuage::nullable>(west));
}

TEST_CASE_METHOD(test::Bookshop, "set() on a nullable relation writes the differences") {
    QueryCounter queries;
    north.books.set({alpha, gamma});
    CHECK(queries.count() == 3);   // those there are, those that go, those that come
    CHECK(of(north) == test::Names{"Alpha", "Gamma"});
    CHECK_FALSE(Book::objects.get("title"_f = "Delta").publisher.has_value());
    QueryCounter again;
    north.books.set(std::vector{gamma.id, alpha.id});
    CHECK(again.count() == 1);
    north.books.set(std::vector<Book>{});
    CHECK(north.books.count() == 0);
}

TEST_CASE_METHOD(test::Bookshop, "set() on a relation that is not nullable adds only") {
    QueryCounter queries;
    ada.books.set({gamma});
    CHECK(queries.count() == 1);
    CHECK(test::titles(ada.books.all()) == test::Names{"Alpha", "Beta", "Gamma"});
    CHECK_THROWS_AS(ada.books.remove(alpha), nuage::TypeError);
    CHECK_THROWS_AS(ada.books.clear(), nuage::TypeError);
    CHECK(ada.books.count() == 3);
}

TEST_CASE_METHOD(test::Bookshop, "remove() and clear() end relations and delete nothing") {
    north.books.remove(alpha);
    CHECK(of(north) == test::Names{"Delta"});
    north.books.clear();
    CHECK(of(north).empty());
    CHECK(of(south) == test::Names{"Beta"});
    CHECK(Book::objects.count() == 4);
}

TEST_CASE_METHOD(test::Bookshop, "remove() refuses an object that is not related, before it writes") {
    QueryCounter queries;
    CHECK_THROWS_AS(north.books.remove(alpha, beta), Publisher::DoesNotExist);
    CHECK_THROWS_AS(north.books.remove(std::vector{gamma}), Publisher::DoesNotExist);
    CHECK(queries.count() == 0);
    CHECK(of(north) == test::Names{"Alpha", "Delta"});
    north.books.remove(nuage::key(beta.id));   // of a key nothing is known
    CHECK(of(south) == test::Names{"Beta"});
    const Book part = Book::objects.only("title"_f).get("title"_f = "Alpha");
    north.books.remove(part);
    CHECK(of(north) == test::Names{"Delta"});
}

TEST_CASE_METHOD(test::Bookshop, "the relations of an object that was not saved are ValueErrors") {
    const Author nobody{};
    CHECK_THROWS_AS(nobody.books.all(), nuage::ValueError);
    CHECK_THROWS_AS(nobody.books.size(), nuage::ValueError);
    CHECK_THROWS_AS(nobody.books.add(alpha), nuage::ValueError);
    CHECK_THROWS_AS(nobody.books.set({alpha}), nuage::ValueError);
    CHECK_THROWS_AS(nobody.books.create("title"_f = "x"), nuage::ValueError);
    CHECK_THROWS_AS(nobody.profile.get(), nuage::ValueError);
    CHECK_THROWS_AS(rel::User{}.friends.all(), nuage::ValueError);
    CHECK_THROWS_AS(rel::User{}.friends.clear(), nuage::ValueError);
    CHECK_THROWS_AS(rel::Tag{}.posts.add(1), nuage::ValueError);
    CHECK(alpha.author.id() == ada.id);
}

TEST_CASE_METHOD(test::Bookshop, "an object that was not saved cannot be related") {
    CHECK_THROWS_AS(north.books.add(alpha, Book{.title = "new"}), nuage::ValueError);
    CHECK_THROWS_AS(north.books.set({Book{.title = "new"}}), nuage::ValueError);
    CHECK(of(north) == test::Names{"Alpha", "Delta"});
}
