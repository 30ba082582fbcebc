// SPDX-License-Identifier: MIT
// Snippets of docs/bulk.md.
#include <nuage/functions.hpp>
#include <support/catch.hpp>

#include <array>

#include "database.hpp"

TEST_CASE("many objects are written at once", "[docs]") {
    const BlogDatabase database;
    // [create]
    std::vector<User> users;
    for (int i = 0; i < 5000; ++i)
        users.push_back({.name = "User " + std::to_string(i), .email = std::to_string(i) + "@example.com"});
    User::objects.bulk_create(users);
    users[4999].id;                        // filled in, as of all of them
    // [/create]
    CHECK(User::objects.get("id"_f = users[4999].id).name == "User 4999");
    // [ranges]
    std::array<User, 2> pair{User{.name = "A", .email = "a@example.com"}, User{.name = "B", .email = "b@example.com"}};
    User::objects.bulk_create(pair);
    for (User& user : users) user.is_active = false;
    User::objects.bulk_update(std::span(users).first(100), nuage::fields("is_active"_f));
    // [/ranges]
    CHECK(pair[1].id > 0);
    CHECK(User::objects.filter("is_active"_f = false).count() == 101);
    // [batches]
    User::objects.bulk_update(users, nuage::fields("name"_f, "is_active"_f), {.batch_size = 100});
    // [/batches]
    CHECK(User::objects.filter("is_active"_f = false).count() == 5001);
}

TEST_CASE("rows are given by keywords", "[docs]") {
    const BlogDatabase database;
    // [rows]
    std::vector<User> made = User::objects.bulk_create({
        {"name"_f = "Alan", "email"_f = nuage::Lower("Alan@Example.com")},
        {"name"_f = "Barbara", "email"_f = "barbara@example.com", "is_active"_f = false},
    });
    // [/rows]
    CHECK(made[0].fetch("email"_f) == "alan@example.com");
    CHECK(User::objects.get("id"_f = made[1].id).name == "Barbara");
    std::vector<User> users{{.name = "Carl"}, {.name = "Dora"}};
    // [new-rows]
    std::vector<nuage::NewRow<User>> rows;
    for (User& user : users) rows.emplace_back(user, "email"_f = nuage::Lower(user.name + "@Example.com"));
    users = User::objects.bulk_create(std::move(rows));
    // [/new-rows]
    CHECK(User::objects.get("id"_f = users[1].id).email == "dora@example.com");
}

TEST_CASE("rows that are there already are left out", "[docs]") {
    const BlogDatabase database;
    // [ignore]
    std::vector<User> arrivals{{.name = "Ada L.", .email = "ada@example.com"}, {.name = "Alan", .email = "alan@example.com"}};
    User::objects.bulk_create(arrivals, {.ignore_conflicts = true});
    // [/ignore]
    CHECK(User::objects.count() == 4);
    CHECK(User::objects.get("email"_f = "ada@example.com").name == "Ada");
    CHECK(arrivals[1].id == 0);
}

TEST_CASE("rows that are there already are updated", "[docs]") {
    const BlogDatabase database;
    // [upsert]
    std::vector<User> arrivals{{.name = "Ada L.", .email = "ada@example.com"}, {.name = "Alan", .email = "alan@example.com"}};
    User::objects.bulk_create(arrivals, {.update_conflicts = true,
                                         .update_fields = nuage::fields("name"_f),
                                         .unique_fields = nuage::fields("email"_f)});
    // [/upsert]
    CHECK(User::objects.count() == 4);
    CHECK(User::objects.get("email"_f = "ada@example.com").name == "Ada L.");
    CHECK(arrivals[0].id == database.ada.id);
    // [run-time-names]
    nuage::BulkOptions options{.update_conflicts = true, .update_fields = {"name", "is_active"}, .unique_fields = {"email"}};
    User::objects.bulk_create(arrivals, options);
    // [/run-time-names]
    CHECK(User::objects.count() == 4);
}

TEST_CASE("many rows are written all or none", "[docs]") {
    const BlogDatabase database;
    std::vector<User> users{{.name = "Alan", .email = "alan@example.com"}, {.name = "Ada", .email = "ada@example.com"}};
    // [failure]
    try {
        User::objects.bulk_create(users);
    } catch (const nuage::UniqueViolation&) {
        // No row was inserted, and users[0].id is 0 as before.
    }
    // [/failure]
    CHECK(User::objects.count() == 3);
    CHECK(users[0].id == 0);
}
