// SPDX-License-Identifier: MIT
#include <support/catch.hpp>
#include <support/validation_models.hpp>

#include <nuage/postgresql.hpp>
#include <nuage/sql/compiled.hpp>
#include <nuage/sqlite.hpp>

using namespace validation_models;

namespace {

nuage::Query condition_of(std::size_t constraint) {
    const nuage::ModelInfo& model = nuage::model_info<Book>();
    nuage::Query query;
    query.model = &model;
    model.constraints[constraint].condition(query);
    return query;
}

}  // namespace

TEST_CASE("a check is a question about values, their types written where the database needs them") {
    const nuage::Query pages = condition_of(0);
    const auto lite = nuage::sql::compile_check(nuage::sqlite::dialect(), pages, nullptr);
    CHECK(lite.compiled.sql.str() == R"(SELECT CASE WHEN NOT (? <= ?) THEN 0 ELSE 1 END AS "check")");
    CHECK(lite.fields == std::vector<const nuage::FieldInfo*>{&nuage::model_info<Book>().fields[2]});
    const auto postgresql = nuage::sql::compile_check(nuage::postgresql::dialect(), pages, nullptr);
    CHECK(postgresql.compiled.sql.str() == R"(SELECT CASE WHEN NOT ($1::bigint <= $2::bigint) THEN 0 ELSE 1 END AS "check")");
    const auto price = nuage::sql::compile_check(nuage::sqlite::dialect(), condition_of(1), nullptr);
    CHECK(price.compiled.sql.str() ==
          R"(SELECT CASE WHEN NOT (CAST(? AS NUMERIC) < CAST(? AS NUMERIC)) THEN 0 ELSE 1 END AS "check")");
}

TEST_CASE("a unique constraint with a condition asks for the object's condition and for other rows at once") {
    const nuage::Query live = condition_of(3);
    const auto check = nuage::sql::compile_check(nuage::sqlite::dialect(), live, &live);
    CHECK(check.compiled.sql.str() ==
          R"(SELECT CASE WHEN (? = ?) AND EXISTS(SELECT 1 AS "a" FROM "validation_models_book" "U0" )"
          R"(WHERE "U0"."live" = ? LIMIT 1) THEN 0 ELSE 1 END AS "check")");
    REQUIRE(check.compiled.params.size() == 3);
    CHECK(check.compiled.params[0].clause == 1);
    CHECK(check.compiled.params[1].clause == 0);
    CHECK(check.compiled.params[2].clause == 2);
}
