// SPDX-License-Identifier: MIT
// Snippets of docs/queries.md: what objects can do beside being saved.
#include <unordered_set>

#include <support/catch.hpp>

#include <nuage/format.hpp>

#include "database.hpp"

TEST_CASE("neighbours, equality and text of objects", "[docs]") {
    const BlogDatabase database;
    // [objects]
    User ada = User::objects.get("name"_f = "Ada");
    User next = ada.get_next_by("created_at"_f);                                      // Grace
    User last = ada.get_next_by("created_at"_f, "name__startswith"_f = "L");          // Linus

    bool same = ada == User::objects.get("pk"_f = ada.id);                            // true: the same row
    std::unordered_set<User> seen{ada, next, ada};                                    // two users

    std::string text = fmt::format("{}", ada);                                        // "User(1)"
    // [/objects]
    CHECK(next == database.grace);
    CHECK(last == database.linus);
    CHECK(same);
    CHECK(seen.size() == 2);
    CHECK(text == "User(1)");
}
