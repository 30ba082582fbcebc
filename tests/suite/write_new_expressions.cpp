// SPDX-License-Identifier: MIT
// Values of new rows that the database computes.
#include <nuage/db/query_log.hpp>
#include <nuage/functions.hpp>
#include <support/catch.hpp>
#include <support/generated_models.hpp>
#include <support/inheritance_models.hpp>
#include <support/write_models.hpp>

using namespace write_models;
using nuage::Lower;
using nuage::QueryCounter;
using nuage::Upper;

namespace {

using Texts = std::vector<std::string>;
Texts names() { return Author::objects.order_by("id"_f).flat("name"_f); }

}  // namespace

TEST_CASE_METHOD(Fixture, "create() takes functions of constants, and the object has what they gave") {
    QueryCounter queries;
    Author ann = Author::objects.create("name"_f = Lower("ANN"), "score"_f = 3);
    CHECK(queries.count() == 1);
    CHECK(queries.statements()[0].find("LOWER(") != std::string::npos);
    CHECK(ann.id > 0);
    CHECK(ann.fetch("name"_f) == "ann");
    CHECK(ann.score == 3);
    CHECK(Author::objects.create("name"_f = Upper(Lower(std::string("Bob")))).fetch("name"_f) == "BOB");
    CHECK(Author::objects.create("name"_f = Lower(nuage::Value("Cleo"))).id > ann.id);
    CHECK(names() == Texts{"ann", "BOB", "cleo"});
    if (!test::features().returning) {
        CHECK(nuage::deferred_fields(ann).empty());   // fetch() has loaded it
    }
}

TEST_CASE_METHOD(Fixture, "functions work in conditions, on either side") {
    Author::objects.create("name"_f = "Ann");
    Author::objects.create("name"_f = "bob");
    CHECK(Author::objects.filter(Lower("name"_f) == "ann").count() == 1);
    CHECK(Author::objects.filter(Upper("name"_f) != "ANN").get().name == "bob");
    CHECK(Author::objects.filter("name"_f = Lower("BOB")).get().name == "bob");   // some databases ignore the case of letters
    CHECK(Author::objects.filter("name__startswith"_f = Lower("name"_f)).contains(Author::objects.get("name"_f = "bob")));
    CHECK(Author::objects.exclude("name"_f = Lower("BOB")).get().name == "Ann");
}

TEST_CASE_METHOD(Fixture, "get_or_create() takes functions in its defaults") {
    auto [ann, created] = Author::objects.get_or_create("score"_f = 4, nuage::defaults("name"_f = Upper("ann")));
    CHECK(created);
    CHECK(ann.fetch("name"_f) == "ANN");
    CHECK_FALSE(Author::objects.get_or_create("score"_f = 4, nuage::defaults("name"_f = Upper("bob"))).second);
    CHECK(names() == Texts{"ANN"});
}

TEST_CASE_METHOD(Fixture, "a computed value that its column refuses is the database's error") {
    Author::objects.create("name"_f = "ann");
    CHECK_THROWS_AS(Author::objects.create("name"_f = Lower("ANN")), nuage::UniqueViolation);
    CHECK_THROWS_AS(Book::objects.create("title"_f = Lower("ONE"), "pages"_f = 20000), nuage::CheckViolation);
    CHECK_THROWS_AS(Author::objects.create("name"_f = std::string(51, 'x'), "score"_f = 1), nuage::DataError);
}

TEST_CASE_METHOD(Fixture, "bulk_create() takes rows of keywords, in one statement") {
    QueryCounter queries;
    const std::vector<Author> authors = Author::objects.bulk_create(
        {{"name"_f = Lower("ANN"), "score"_f = 1}, {"name"_f = "Bob"}, {"score"_f = 3, "name"_f = Upper("cleo")}});
    CHECK(queries.count() == 1);
    REQUIRE(authors.size() == 3);
    CHECK(names() == Texts{"ann", "Bob", "CLEO"});
    for (std::size_t i = 0; i < authors.size(); ++i) {
        CHECK(authors[i].id == authors[0].id + static_cast<std::int64_t>(i));
        CHECK(authors[i].fetch("name"_f) == names()[i]);
    }
    CHECK(authors[2].score == 3);
    CHECK(Author::objects.get("pk"_f = authors[0].id).score == 1);
}

TEST_CASE_METHOD(Fixture, "bulk_create() takes objects with expressions beside them") {
    std::vector<nuage::NewRow<Author>> rows;
    for (const std::string name : {"A", "B", "C", "D", "E"}) rows.emplace_back(Author{.score = 5}, "name"_f = Lower(name));
    rows.emplace_back(Author{.name = "F"});
    QueryCounter queries;
    const std::vector<Author> authors = Author::objects.bulk_create(rows, {.batch_size = 2});
    CHECK(queries.count() == 3);
    CHECK(names() == Texts{"a", "b", "c", "d", "e", "F"});
    CHECK(Author::objects.filter("score"_f = 5).count() == 5);
    CHECK(authors[4].id != 0);
    CHECK(Author::objects.bulk_create(std::vector<nuage::NewRow<Author>>()).empty());
}

TEST_CASE_METHOD(Fixture, "bulk_create() of many rows with expressions stays within the parameters of a statement") {
    std::vector<nuage::NewRow<Book>> rows;
    for (int i = 0; i < 2500; ++i) rows.emplace_back("title"_f = Upper("t" + std::to_string(i)), "pages"_f = i);
    const std::vector<Book> books = Book::objects.bulk_create(std::move(rows));
    CHECK(Book::objects.count() == 2500);
    CHECK(Book::objects.get("pk"_f = books[2499].id).title == "T2499");
    CHECK(Book::objects.get("pages"_f = 1234).title == "T1234");
}

TEST_CASE_METHOD(Fixture, "bulk_create() of expressions heeds conflicts") {
    Author::objects.create("name"_f = "ann", "score"_f = 1);
    CHECK_THROWS_AS(Author::objects.bulk_create({{"name"_f = Lower("BOB")}, {"name"_f = Lower("ANN")}}), nuage::UniqueViolation);
    CHECK(names() == Texts{"ann"});
    if (test::features().ignore_conflicts) {
        Author::objects.bulk_create({{"name"_f = Lower("BOB")}, {"name"_f = Lower("ANN")}}, {.ignore_conflicts = true});
        CHECK(test::features().ignore_conflicts);
        CHECK(Author::objects.count() == 2);
    }
    if (test::features().update_conflicts && test::features().conflict_target) {
        Author::objects.bulk_create({{"name"_f = Lower("ANN"), "score"_f = 9}},
                                    {.update_conflicts = true, .update_fields = nuage::fields("score"_f), .unique_fields = nuage::fields("name"_f)});
        CHECK(Author::objects.get("name"_f = "ann").score == 9);
    }
}

TEST_CASE_METHOD(generated_models::Fixture, "an expression takes the place of a column's DEFAULT, and generated columns come back") {
    using generated_models::Box;
    const Box box = Box::objects.create("width"_f = 3, "height"_f = 4, "state"_f = Upper("old"));
    CHECK(box.fetch("state"_f) == "OLD");
    CHECK(box.stock == 10);
    CHECK(box.area == 12);
    const std::vector<Box> boxes = Box::objects.bulk_create({{"width"_f = 2, "height"_f = 2},
                                                             {"width"_f = 3, "height"_f = 3, "state"_f = Upper("x")},
                                                             {"width"_f = 4, "height"_f = 4, "stock"_f = 1}});
    CHECK(boxes[0].state == "new");
    CHECK(boxes[1].fetch("state"_f) == "X");
    CHECK(boxes[1].stock == 10);
    CHECK(boxes[2].stock == 1);
    CHECK(Box::objects.get("pk"_f = boxes[2].id).area == 16);
}

TEST_CASE_METHOD(generated_models::Fixture, "update() of an object reads generated columns back") {
    using generated_models::Box;
    using generated_models::Crate;
    Box box = Box::objects.create("width"_f = 3, "height"_f = 4);
    box.update("width"_f = "width"_f + 2);
    CHECK(box.area == 20);
    CHECK(box.fetch("width"_f) == 5);
    Crate crate = Crate::objects.create("width"_f = 1, "height"_f = 2, "depth"_f = 3, "state"_f = Upper("crate"));
    CHECK(crate.fetch("state"_f) == "CRATE");
    crate.update("height"_f = "height"_f * 5, "depth"_f = "depth"_f + 1);
    CHECK(crate.fetch("depth"_f) == 4);
    CHECK(Crate::objects.get().area == 10);
    CHECK(Crate::objects.get().depth == 4);
}

TEST_CASE_METHOD(inheritance_models::Fixture, "expressions go to the table that has the column") {
    using inheritance_models::Gadget;
    using inheritance_models::Phone;
    using inheritance_models::Product;
    Gadget lamp = Gadget::objects.create("sku"_f = Upper("lmp-9"), "label"_f = "Lamp", "voltage"_f = 2.5);
    CHECK(lamp.fetch("sku"_f) == "LMP-9");
    lamp.update("label"_f = Upper("label"_f), "voltage"_f = "voltage"_f * 2.0);
    CHECK(lamp.fetch("label"_f) == "LAMP");
    CHECK(lamp.fetch("voltage"_f) == 5.0);
    CHECK(Product::objects.get("sku"_f = "LMP-9").label == "LAMP");
    CHECK(Gadget::objects.get("sku"_f = "LMP-9").voltage == 5.0);
    CHECK_THROWS_AS(lamp.update("voltage"_f = "maker_id"_f * 2.0), nuage::FieldError);   // in the parent's table

    // The parents are not where the object begins.
    Phone phone = Phone::objects.create("number"_f = "1", "note"_f = Upper("note"), "sku"_f = "P", "label"_f = Lower("L"), "voltage"_f = 5.0);
    phone.update("label"_f = Upper("label"_f), "number"_f = "2", "note"_f = Lower("note"_f));
    const Phone stored = Phone::objects.get("sku"_f = "P");
    CHECK(stored.label == "L");
    CHECK(stored.number == "2");
    CHECK(stored.note == "note");
    CHECK(phone.fetch("note"_f) == "note");
    CHECK(phone.fetch("label"_f) == "L");
}
