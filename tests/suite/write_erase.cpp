// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;

TEST_CASE_METHOD(Fixture, "erase() deletes the object's row and says so") {
    Author ann = Author::objects.create("name"_f = "Ann");
    Author::objects.create("name"_f = "Bob");
    const nuage::Erased erased = ann.erase();
    CHECK(erased.total == 1);
    CHECK(erased.per_model.at("write_models.Author") == 1);
    CHECK(Author::objects.flat("name"_f) == std::vector<std::string>{"Bob"});
}

TEST_CASE_METHOD(Fixture, "an erased object has no key and is inserted anew by save()") {
    Author ann = Author::objects.create("name"_f = "Ann");
    ann.erase();
    CHECK(ann.id == 0);
    CHECK(ann.name == "Ann");
    ann.save();
    CHECK(ann.id > 0);
    CHECK(Author::objects.count() == 1);
}

TEST_CASE_METHOD(Fixture, "erase() of an object without a key is refused") {
    Author unsaved{.name = "Nobody"};
    CHECK_THROWS_AS(unsaved.erase(), nuage::ValueError);
}

TEST_CASE_METHOD(Fixture, "erase() of a row that is already gone deletes nothing") {
    Author ann = Author::objects.create("name"_f = "Ann");
    Author copy = ann;
    CHECK(ann.erase().total == 1);
    CHECK(copy.erase().total == 0);
}

TEST_CASE_METHOD(Fixture, "erase() of a query set deletes the rows of its filter") {
    for (int i = 0; i < 5; ++i) Book::objects.create("title"_f = "T" + std::to_string(i), "pages"_f = i);
    auto [total, per_model] = Book::objects.filter("pages__gte"_f = 3).erase();
    CHECK(total == 2);
    CHECK(per_model == std::map<std::string, std::int64_t>{{"write_models.Book", 2}});
    CHECK(Book::objects.count() == 3);
    CHECK(Book::objects.filter("pages"_f = 99).erase().total == 0);
    CHECK(Book::objects.none().erase().total == 0);
    CHECK(Book::objects.all().erase().total == 3);
    CHECK(Book::objects.count() == 0);
}

TEST_CASE_METHOD(Fixture, "erase() may be filtered over relations, forward and backward") {
    const Author ann = Author::objects.create("name"_f = "Ann");
    const Author bob = Author::objects.create("name"_f = "Bob");
    Book::objects.create("title"_f = "A1", "author"_f = ann);
    Book::objects.create("title"_f = "A2", "author"_f = ann);
    Book::objects.create("title"_f = "B1", "author"_f = bob);
    CHECK(Book::objects.filter("author__name"_f = "Ann").erase().total == 2);
    CHECK(Author::objects.filter("books__isnull"_f = true).erase().total == 1);
    CHECK(Author::objects.get().name == "Bob");
}

TEST_CASE_METHOD(Fixture, "erase() on a slice is refused") {
    Author::objects.create("name"_f = "Ann");
    CHECK_THROWS_AS(Author::objects.all().first(1).erase(), nuage::TypeError);
    CHECK(Author::objects.count() == 1);
}

TEST_CASE_METHOD(Fixture, "raw_erase() of a row that others refer to is refused by the database") {
    const Author ann = Author::objects.create("name"_f = "Ann");
    Book::objects.create("title"_f = "A1", "author"_f = ann);
    CHECK_THROWS_AS(Author::objects.filter("id"_f = ann.id).raw_erase(), nuage::ForeignKeyViolation);
    CHECK(Author::objects.count() == 1);
    CHECK(Book::objects.filter("author"_f = ann).count() == 1);
}

TEST_CASE_METHOD(Fixture, "erase() after distinct() erases each row once") {
    const Author ann = Author::objects.create("name"_f = "Ann");
    const Author bob = Author::objects.create("name"_f = "Bob");
    Book::objects.create("title"_f = "A1", "author"_f = ann);
    Book::objects.create("title"_f = "A2", "author"_f = ann);
    CHECK(Book::objects.filter("author__name"_f = "Ann").distinct().erase().total == 2);
    CHECK(Author::objects.filter("name"_f = "Bob").distinct().erase().total == 1);
    CHECK(Author::objects.get().id == ann.id);
}

TEST_CASE_METHOD(Fixture, "erase() after distinct() with names or values() is refused") {
    Author::objects.create("name"_f = "Ann");
    CHECK_THROWS_AS(Author::objects.distinct("name"_f).erase(), nuage::TypeError);
    CHECK_THROWS_AS(Author::objects.values("name"_f).erase(), nuage::TypeError);
    CHECK_THROWS_AS(Author::objects.values_list("name"_f).erase(), nuage::TypeError);
    CHECK(Author::objects.count() == 1);
}
