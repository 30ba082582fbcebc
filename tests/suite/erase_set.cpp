// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/erase_models.hpp>

using namespace nuage::literals;
using namespace erasing;

TEST_CASE_METHOD(Fixture, "set_null ends the reference by one UPDATE, without looking at the rows") {
    for (const std::string title : {"one", "two"}) Book::objects.create("title"_f = title, "author"_f = ann, "editor"_f = bob);
    nuage::QueryCounter queries;
    CHECK(bob.erase().per_model == Counts{{"erasing.Author", 1}});
    // Bob's own books and orders are looked for.
    CHECK(queries.count() == 4);
    CHECK(Book::objects.filter("editor__isnull"_f = true).count() == 2);
}

TEST_CASE_METHOD(Fixture, "set_default and set_to let rows refer to another object") {
    const Publisher first = Publisher::objects.create("name"_f = "first");
    const Publisher second = Publisher::objects.create("name"_f = "second");
    Publisher gone = Publisher::objects.create("name"_f = "gone");
    REQUIRE(first.id == 1);
    REQUIRE(second.id == 2);
    Customer customer = Customer::objects.create("favourite"_f = gone, "second"_f = gone, "third"_f = gone, "fourth"_f = gone);
    gone.erase();
    customer.refresh_from_db();
    CHECK(customer.favourite.id() == 1);
    CHECK(customer.second.id() == 1);
    CHECK(customer.third.id() == 2);
    CHECK(customer.fourth->name == "self");
}

TEST_CASE_METHOD(Fixture, "rows that are erased as well are no obstacle to set_null") {
    Book::objects.create("title"_f = "one", "author"_f = ann, "editor"_f = ann);
    CHECK(ann.erase().per_model == Counts{{"erasing.Author", 1}, {"erasing.Book", 1}});
}

TEST_CASE_METHOD(Fixture, "set_default without a default is refused") {
    Hall hall = Hall::objects.create();
    Guest::objects.create("hall"_f = hall);
    CHECK_THROWS_AS(hall.erase(), nuage::TypeError);   // [R010]
    CHECK(Guest::objects.get().hall.id() == hall.id);
}
