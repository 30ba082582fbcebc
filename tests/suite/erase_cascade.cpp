// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/erase_models.hpp>

using namespace nuage::literals;
using namespace erasing;

TEST_CASE_METHOD(Fixture, "erase() takes the rows with it that refer by a cascade, over several models") {
    const Book one = make_book("one", ann);
    const Book two = make_book("two", ann);
    const Book other = make_book("other", bob);
    for (const Book& book : {one, two, other}) Review::objects.create("book"_f = book, "stars"_f = 3);
    one.tags.create("label"_f = "red");
    nuage::QueryCounter queries;
    const nuage::Erased erased = ann.erase();
    // Books, their lines and orders are looked for; tags and reviews go unseen; editors; books, the author.
    CHECK(queries.count() == 8);
    CHECK(erased.total == 6);
    CHECK(erased.per_model == Counts{{"erasing.Author", 1}, {"erasing.Book", 2}, {"erasing.Book_tags", 1}, {"erasing.Review", 2}});
    CHECK(Book::objects.get().title == "other");
    CHECK(Review::objects.get().book.id() == other.id);
    CHECK(Tag::objects.count() == 1);
    CHECK(ann.id == 0);
}

TEST_CASE_METHOD(Fixture, "erase() of a query set collects once for all its rows") {
    make_book("one", ann);
    make_book("two", bob);
    nuage::QueryCounter queries;
    const nuage::Erased erased = Author::objects.order_by("name"_f).erase();
    CHECK(erased.per_model == Counts{{"erasing.Author", 2}, {"erasing.Book", 2}});
    // Authors, their books, the lines of the books, their orders; tags, reviews; editors; books, authors.
    CHECK(queries.count() == 9);
}

TEST_CASE_METHOD(Fixture, "erase() of a query set over relations erases each row once") {
    const Book one = make_book("one", ann);
    Review::objects.create("book"_f = one, "stars"_f = 1);
    Review::objects.create("book"_f = one, "stars"_f = 1);
    CHECK(Book::objects.filter("reviews__stars"_f = 1).erase().per_model == Counts{{"erasing.Book", 1}, {"erasing.Review", 2}});
}

TEST_CASE_METHOD(Fixture, "erase() descends a tree level by level, and a circle ends it") {
    Folder root = Folder::objects.create("name"_f = "root");
    Folder::objects.create("name"_f = "stays");
    for (const std::string name : {"a", "b"}) {
        const Folder folder = Folder::objects.create("name"_f = name, "parent"_f = root);
        Folder::objects.create("name"_f = name + "1", "parent"_f = folder);
    }
    nuage::QueryCounter queries;
    CHECK(Folder::objects.get("name"_f = "root").erase().total == 5);
    // Where references are checked at once, the folders are first taken out of each other.
    CHECK(queries.count() == 1 + 3 + (test::features().deferred_foreign_keys ? 0 : 1) + 1);
    CHECK(Folder::objects.get().name == "stays");

    Folder one = Folder::objects.create("name"_f = "one");
    const Folder two = Folder::objects.create("name"_f = "two", "parent"_f = one);
    Folder::objects.filter("id"_f = one.id).update("parent"_f = two);
    CHECK(one.erase().total == 2);
    CHECK(Folder::objects.count() == 1);
}

TEST_CASE_METHOD(Fixture, "erase() breaks references that go round in circles between models") {
    const Egg first = Egg::objects.create();
    Chicken hen = Chicken::objects.create("egg"_f = first);
    Egg::objects.create("hen"_f = hen);
    Egg::objects.filter("id"_f = first.id).update("hen"_f = hen);
    CHECK(hen.erase().per_model == Counts{{"erasing.Chicken", 1}, {"erasing.Egg", 2}});
}

TEST_CASE_METHOD(Fixture, "erase() follows foreign keys to other fields than the primary key") {
    Country france = Country::objects.create("code"_f = "FR");
    const Country spain = Country::objects.create("code"_f = "ES");
    for (const Country& country : {france, spain}) Street::objects.create("city"_f = City::objects.create("country"_f = country));
    // The code was not loaded: it is looked up.
    Country partly = Country::objects.only("id"_f).get("code"_f = "FR");
    CHECK(partly.erase().per_model == Counts{{"erasing.City", 1}, {"erasing.Country", 1}, {"erasing.Street", 1}});
    CHECK(Country::objects.all().erase().total == 3);
}

TEST_CASE_METHOD(Fixture, "erase() of many rows keeps to the number of parameters that a statement may have") {
    std::vector<Folder> folders(20000);
    for (Folder& folder : folders) folder.name = "f";
    Folder::objects.bulk_create(folders);
    std::vector<Folder> inner(20000);
    for (std::size_t i = 0; i < inner.size(); ++i) inner[i].parent = folders[i];
    Folder::objects.bulk_create(inner);
    CHECK(Folder::objects.filter("name"_f = "f").erase().total == 40000);
    CHECK(Folder::objects.count() == 0);
}
