// SPDX-License-Identifier: MIT
// Options of bulk_create() that contradict each other, and the ranges that it takes.
#include <support/catch.hpp>
#include <support/write_models.hpp>

#include <array>

using namespace nuage::literals;
using namespace write_models;

namespace {

struct List : Fixture {
    std::vector<Author> list{{.name = "Ann"}, {.name = "Bob"}};
    void refuses(const nuage::BulkOptions& options) {
        CHECK_THROWS_AS(Author::objects.bulk_create(list, options), nuage::ValueError);
        CHECK(Author::objects.count() == 0);
    }
};

}  // namespace

TEST_CASE_METHOD(List, "ignoring and updating conflicts exclude each other") {
    refuses({.ignore_conflicts = true, .update_conflicts = true, .update_fields = {"score"}, .unique_fields = {"name"}});
}

TEST_CASE_METHOD(List, "update_conflicts wants fields to update, and not the primary key") {
    refuses({.update_conflicts = true, .unique_fields = {"name"}});
    refuses({.update_conflicts = true, .update_fields = {"id"}, .unique_fields = {"name"}});
    refuses({.update_conflicts = true, .update_fields = {"score", "pk"}, .unique_fields = {"name"}});
}

TEST_CASE_METHOD(List, "update_conflicts wants unique fields where the database is told them") {
    const nuage::BulkOptions without{.update_conflicts = true, .update_fields = {"score"}};
    const nuage::BulkOptions with{.update_conflicts = true, .update_fields = {"score"}, .unique_fields = {"name"}};
    if (test::features().conflict_target) refuses(without);
    else CHECK_THROWS_AS(Author::objects.bulk_create(list, with), nuage::NotSupportedError);
}

TEST_CASE_METHOD(List, "names that are no fields are FieldErrors at run time") {
    for (const char* name : {"scroe", "books", "author__name", ""}) {
        const nuage::BulkOptions update{.update_conflicts = true, .update_fields = {name}, .unique_fields = {"name"}};
        CHECK_THROWS_AS(Author::objects.bulk_create(list, update), nuage::FieldError);
        const nuage::BulkOptions unique{.update_conflicts = true, .update_fields = {"score"}, .unique_fields = {name}};
        CHECK_THROWS_AS(Author::objects.bulk_create(list, unique), nuage::FieldError);
    }
    CHECK(Author::objects.count() == 0);
}

TEST_CASE_METHOD(List, "unique_fields without a unique constraint are the database's error") {
    const nuage::BulkOptions options{.update_conflicts = true, .update_fields = {"name"}, .unique_fields = {"score"}};
    if (test::features().conflict_target) CHECK_THROWS_AS(Author::objects.bulk_create(list, options), nuage::DatabaseError);
    CHECK(Author::objects.count() == 0);
}

TEST_CASE_METHOD(List, "bulk_create() and bulk_update() take arrays, spans and parts of vectors") {
    std::array<Author, 2> array{Author{.name = "Cy"}, Author{.name = "Dan"}};
    Author plain[] = {{.name = "Eve"}, {.name = "Flo"}};
    Author::objects.bulk_create(array);
    Author::objects.bulk_create(plain);
    Author::objects.bulk_create(std::span(list).subspan(1));
    CHECK(Author::objects.count() == 5);
    CHECK(list[0].id == 0);
    CHECK(list[1].id > 0);
    for (Author& author : array) author.score = 5;
    CHECK(Author::objects.bulk_update(std::span(array).first(1), nuage::fields("score"_f)) == 1);
    CHECK(Author::objects.all().bulk_update(plain, nuage::FieldNames{"score"}) == 2);
    CHECK(Author::objects.filter("score"_f = 5).count() == 1);
}

TEST_CASE_METHOD(List, "bulk_create() of no objects does nothing, whatever the options say") {
    std::vector<Author> none;
    Author::objects.bulk_create(none, {.update_conflicts = true});
    CHECK(Author::objects.count() == 0);
}
