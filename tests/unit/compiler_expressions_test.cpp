// SPDX-License-Identifier: MIT
// What is sent for rows whose values are expressions.
#include <unit/support/library.hpp>
#include <unit/support/sql_text.hpp>

#include <nuage/functions.hpp>
#include <nuage/sql/compiled.hpp>

#include <support/catch.hpp>

using namespace library;
using nuage::Lower;
using nuage::Upper;
using nuage::sql::ConflictAction;

namespace {

template <class... K>
nuage::Clause assignments(const K&... keywords) {
    nuage::Clause clause;
    (nuage::detail::add_assignment<Publisher>(clause, keywords), ...);
    return clause;
}
const nuage::ModelInfo& model() { return nuage::model_info<Publisher>(); }

}  // namespace

TEST_CASE("functions are spelt around columns and parameters") {
    CHECK(where(Author::objects.filter(Lower("name"_f) == "x")) == R"(LOWER("author"."name") = ?)");
    CHECK(where(Author::objects.filter("name"_f = Upper(Lower("X"))), postgresql()) == R"("author"."name" = UPPER(LOWER($1::text)))");
    CHECK(where(Book::objects.filter("title"_f = Lower("author__name"_f))) == R"("book"."title" = LOWER("author"."name"))");
}

TEST_CASE("an INSERT has the expressions in the places of the values, and returns what it is asked for") {
    const nuage::FieldInfo* const fields[] = {&model().fields[1], &model().fields[2]};
    const nuage::FieldInfo* const returned[] = {&model().fields[0], &model().fields[1]};
    nuage::Clause rows = assignments("name"_f = Lower("ONE"), "country"_f = "fr");
    rows.add(assignments("name"_f = "two", "country"_f = Upper("de")));
    const nuage::sql::Compiled plain = nuage::sql::compile_insert_values(sqlite(), model(), fields, rows, {}, {});
    CHECK(plain.sql.str() == R"(INSERT INTO "publisher" ("name", "country_id") VALUES (LOWER(?), ?), (?, UPPER(?)))");
    REQUIRE(plain.params.size() == 4);
    for (std::uint16_t i = 0; i < 4; ++i) {
        CHECK(plain.params[i].clause == 3);
        CHECK(plain.params[i].index == i);
        CHECK(plain.params[i].kind == nuage::ValueKind::text);
    }
    CHECK(nuage::sql::compile_insert_values(postgresql(), model(), fields, rows, returned, {ConflictAction::ignore}).sql.str() ==
          R"(INSERT INTO "publisher" ("name", "country_id") VALUES (LOWER($1::text), $2), ($3, UPPER($4::text)))"
          R"( ON CONFLICT DO NOTHING RETURNING "publisher"."id", "publisher"."name")");
}

TEST_CASE("an UPDATE returns the fields that its query loads") {
    nuage::Query query = Publisher::objects.filter("id"_f = 1).query();
    const nuage::Clause changes = assignments("name"_f = Upper("name"_f));
    CHECK(nuage::sql::compile_update(sqlite(), query, changes).sql.str() ==
          R"(UPDATE "publisher" SET "name" = UPPER("name") WHERE "publisher"."id" = ?)");
    query.select.nodes.push_back({nuage::NodeKind::load, 0, 0, 1, nullptr});
    CHECK(nuage::sql::compile_update(sqlite(), query, changes).sql.str() ==
          R"(UPDATE "publisher" SET "name" = UPPER("name") WHERE "publisher"."id" = ? RETURNING "publisher"."name")");
}
