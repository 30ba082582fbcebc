// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/erase_models.hpp>

using namespace nuage::literals;
using namespace erasing;

TEST_CASE_METHOD(Fixture, "erase() is one DELETE where nothing is to be done to other rows") {
    const Book one = make_book("one", ann);
    Review review = Review::objects.create("book"_f = one, "stars"_f = 1);
    Review::objects.create("book"_f = one, "stars"_f = 2);
    Review::objects.create("book"_f = one, "stars"_f = 3);
    nuage::QueryCounter queries;
    CHECK(review.erase().total == 1);
    CHECK(queries.count() == 1);
    CHECK(Review::objects.filter("stars"_f = 2, "book__title"_f = "one").erase().total == 1);
    CHECK(queries.count() == 2);
    CHECK(Review::objects.filter("stars"_f = 99).erase().per_model.empty());
    CHECK(queries.count() == 3);
    CHECK(Review::objects.none().erase().total == 0);
    CHECK(Author::objects.none().erase().total == 0);
    CHECK(queries.count() == 3);
    CHECK(Author::objects.filter("name"_f = "Nobody").erase().total == 0);
    CHECK(queries.count() == 4);
}

TEST_CASE_METHOD(Fixture, "raw_erase() is one DELETE, whatever refers to the rows") {
    make_book("one", ann);
    nuage::QueryCounter queries;
    CHECK(Author::objects.filter("name"_f = "Bob").raw_erase() == 1);
    CHECK(queries.count() == 1);
    CHECK_THROWS_AS(Author::objects.filter("name"_f = "Ann").raw_erase(), nuage::ForeignKeyViolation);
    CHECK_THROWS_AS(Author::objects.first(1).raw_erase(), nuage::TypeError);
}

TEST_CASE_METHOD(Fixture, "db_cascade and db_set_null are left to the database") {
    Server server = Server::objects.create("name"_f = "a");
    const Server stays = Server::objects.create("name"_f = "b");
    for (const Server& of : {server, stays}) {
        Disk::objects.create("server"_f = of);
        Alert::objects.create("server"_f = of);
        Visit::objects.create("server"_f = of);
    }
    const std::int64_t key = server.id;
    nuage::QueryCounter queries;
    CHECK(server.erase().per_model == Counts{{"erasing.Server", 1}});
    CHECK(queries.count() == 1);
    CHECK(Disk::objects.get().server.id() == stays.id);
    CHECK(Alert::objects.filter("server__isnull"_f = true).count() == 1);
    CHECK(Visit::objects.filter("server"_f = key).count() == 1);
}

TEST_CASE_METHOD(Fixture, "erase() of related objects deletes them, not the relation alone") {
    const Book one = make_book("one", ann);
    const Book two = make_book("two", ann);
    const Tag red = one.tags.create("label"_f = "red");
    one.tags.create("label"_f = "blue");
    two.tags.add(red);
    Review::objects.create("book"_f = one, "stars"_f = 1);
    Review::objects.create("book"_f = two, "stars"_f = 1);
    CHECK(one.reviews.size() == 1);
    CHECK(one.reviews.erase().total == 1);
    CHECK(one.reviews.size() == 0);
    CHECK(Review::objects.get().book.id() == two.id);
    CHECK(one.tags.filter("label"_f = "red").erase().per_model == Counts{{"erasing.Book_tags", 2}, {"erasing.Tag", 1}});
    CHECK(one.tags.erase().total == 2);
    CHECK(Tag::objects.count() == 0);
}

TEST_CASE_METHOD(Fixture, "erase() is all or nothing") {
    make_book("one", ann);
    // The database refuses the last DELETE, for there is a reference that erase() is told not to look at.
    nuage::db::execute("CREATE TABLE erasing_extra (author bigint NOT NULL REFERENCES erasing_author (id))", {}, nullptr);
    nuage::db::execute("INSERT INTO erasing_extra (author) VALUES (" + std::to_string(ann.id) + ")", {}, nullptr);
    CHECK_THROWS_AS(ann.erase(), nuage::ForeignKeyViolation);
    nuage::db::execute("DROP TABLE erasing_extra", {}, nullptr);
    CHECK(Book::objects.count() == 1);
    CHECK(ann.id > 0);
}
