// SPDX-License-Identifier: MIT
// check_constraints(): rows that break a foreign key, before the transaction ends.
#include <nuage/connection.hpp>
#include <support/catch.hpp>
#include <support/erase_models.hpp>

using namespace erasing;
using nuage::connection;

TEST_CASE_METHOD(Fixture, "check_constraints() finds a row whose foreign key refers to nothing") {
    make_book("One", ann);
    CHECK_NOTHROW(connection().check_constraints());
    bool refused_at_once = true;
    try {
        nuage::atomic([&] {
            Review::objects.create("book"_f = nuage::key(999), "stars"_f = 1);
            refused_at_once = false;
            connection().check_constraints<Book, Review>();
        });
        FAIL("not found");
    } catch (const nuage::ForeignKeyViolation& error) {
        CHECK(std::string(error.what()).find("erasing_review") != std::string::npos);
        CHECK_FALSE(error.sql().empty());
    }
    CHECK(refused_at_once != test::features().deferred_foreign_keys);
    CHECK(Review::objects.count() == 0);
    CHECK_NOTHROW(connection().check_constraints<Review>());
}

TEST_CASE_METHOD(Fixture, "check_constraints() of all tables finds a row in any") {
    CHECK_THROWS_AS(nuage::atomic([&] {
                        City::objects.create("country"_f = nuage::key("XX"));
                        connection().check_constraints();
                    }),
                    nuage::IntegrityError);
    CHECK(City::objects.count() == 0);
}

TEST_CASE_METHOD(Fixture, "check_constraints() lets constraints be broken again, until the end of the transaction") {
    if (!test::features().deferred_foreign_keys) return;
    const Book one = make_book("One", ann);
    nuage::atomic([&] {
        connection().check_constraints();
        const Review early = Review::objects.create("book"_f = nuage::key(one.id + 1), "stars"_f = 1);
        const Book two = make_book("Two", bob);
        CHECK(early.book.id() == two.id);
        connection().check_constraints();
    });
    CHECK(Review::objects.count() == 1);
}

TEST_CASE_METHOD(Fixture, "check_constraints() does not look at foreign keys without db_constraint") {
    Visit::objects.create("server"_f = nuage::key(999));
    CHECK_NOTHROW(connection().check_constraints<Visit>());
    CHECK_NOTHROW(connection().check_constraints());
}
