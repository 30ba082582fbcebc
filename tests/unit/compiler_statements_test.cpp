// SPDX-License-Identifier: MIT
// What count(), exists(), update(), erase() and INSERTs send.
#include <unit/support/library.hpp>
#include <unit/support/sql_text.hpp>

#include <nuage/sql/compiled.hpp>

#include <support/catch.hpp>

using namespace library;

namespace {

template <class QuerySet>
std::string count(const QuerySet& query_set) {
    return nuage::sql::compile_count(sqlite(), query_set.query()).sql.str();
}
template <class QuerySet>
std::string exists(const QuerySet& query_set) {
    return nuage::sql::compile_exists(sqlite(), query_set.query()).sql.str();
}
template <class QuerySet>
std::string erase(const QuerySet& query_set) {
    return nuage::sql::compile_erase(sqlite(), query_set.query()).sql.str();
}
const auto entries = [] { return Entry::objects.order_by(); };

}  // namespace

TEST_CASE("count() leaves the ordering and its joins out") {
    CHECK(count(Entry::objects.filter("text"_f = "x")) == R"(SELECT COUNT(*) AS "count" FROM "entry" )"
          R"(WHERE "entry"."text" = ?)");
    CHECK(count(Book::objects.select_related("publisher"_f)) == R"(SELECT COUNT(*) AS "count" FROM "book")");
}

TEST_CASE("count() of a slice or of distinct rows counts a subquery") {
    CHECK(count(entries()[{2, 5}]) == R"(SELECT COUNT(*) )"
          R"(FROM (SELECT "entry"."id" AS "col1", "entry"."book_id" AS "col2", )"
                                      R"("entry"."text" AS "col3" FROM "entry" LIMIT ? OFFSET ?) "subquery")");
    CHECK(count(entries().values("text"_f).distinct()) ==
          R"(SELECT COUNT(*) FROM (SELECT DISTINCT "entry"."text" AS "col1" FROM "entry") "subquery")");
}

TEST_CASE("exists() asks for one row of nothing, without an order") {
    CHECK(exists(Author::objects.filter("age"_f = 1)) == R"(SELECT 1 AS "a" FROM "author" )"
          R"(WHERE "author"."age" = ? LIMIT 1)");
    CHECK(exists(entries()[{2, 5}]) == R"(SELECT 1 AS "a" FROM "entry" LIMIT ? OFFSET ?)");
}

TEST_CASE("exists() of a slice of distinct rows skips distinct rows") {
    CHECK(exists(entries().values("text"_f).distinct()[{2, 5}]).find(R"(DISTINCT "entry"."text")") !=
          std::string::npos);
}

TEST_CASE("conditions that no row can satisfy are known before anything is sent") {
    CHECK(nuage::sql::compile_select(sqlite(), Book::objects.filter("pk__in"_f = std::vector<int>{}).query()).never);
    CHECK(nuage::sql::compile_count(sqlite(), Book::objects.filter("pk__in"_f = std::vector<int>{}).query()).never);
    const auto all = Book::objects.exclude("pk__in"_f = std::vector<int>{});
    CHECK_FALSE(nuage::sql::compile_select(sqlite(), all.query()).never);
}

TEST_CASE("erase() deletes by its conditions") {
    CHECK(erase(Book::objects.filter("pages"_f = 1)) == R"(DELETE FROM "book" WHERE "book"."pages" = ?)");
    CHECK(erase(Author::objects.exclude("books__pages"_f = 1)) ==
          R"(DELETE FROM "author" WHERE NOT (EXISTS(SELECT 1 AS "a" FROM "book" "U0" )"
          R"(WHERE "U0"."pages" = ? AND "U0"."author_id" = "author"."id" LIMIT 1)))");
}

TEST_CASE("erase() deletes by key where the conditions join other tables") {
    CHECK(erase(Book::objects.filter("author__name"_f = "x")) ==
          R"(DELETE FROM "book" WHERE "id" IN (SELECT "U0"."id" FROM "book" "U0" )"
          R"(INNER JOIN "author" "U1" ON ("U0"."author_id" = "U1"."id") WHERE "U1"."name" = ?))");
    CHECK(erase(Author::objects.filter("profile__isnull"_f = true).exclude("books__pages"_f = 1)) ==
          R"(DELETE FROM "author" WHERE "id" IN (SELECT "U0"."id" FROM "author" "U0" )"
          R"(LEFT OUTER JOIN "profile" "U1" ON ("U0"."id" = "U1"."author_id") WHERE "U1"."id" IS NULL AND )"
          R"(NOT (EXISTS(SELECT 1 AS "a" FROM "book" "V0" WHERE "V0"."pages" = ? )"
          R"(AND "V0"."author_id" = "U0"."id" LIMIT 1))))");
}

TEST_CASE("update() sets values and expressions of the row's own fields") {
    nuage::Clause set;
    nuage::detail::add_assignment<Book>(set, "pages"_f = "pages"_f + 1);
    nuage::detail::add_assignment<Book>(set, "publisher"_f = nullptr);
    CHECK(nuage::sql::compile_update(postgresql(), Book::objects.filter("pages"_f = 2).query(), set).sql.view() ==
          R"(UPDATE "book" SET "pages" = ("pages" + $1), "publisher_id" = $2 WHERE "book"."pages" = $3)");
    CHECK(nuage::sql::compile_update(sqlite(), Book::objects.filter("author__name"_f = "x").query(), set).sql.view() ==
          R"(UPDATE "book" SET "pages" = ("pages" + ?), "publisher_id" = ? WHERE "id" IN (SELECT "U0"."id" )"
          R"(FROM "book" "U0" )"
          R"(INNER JOIN "author" "U1" ON ("U0"."author_id" = "U1"."id") WHERE "U1"."name" = ?))");
}

TEST_CASE("update() refuses an expression over another table") {
    // Literals are refused by the compiler (tests/compile_fail); this is the same check for a clause made by hand.
    nuage::Clause set;
    const nuage::ResolvedPath path = nuage::build::resolve(nuage::model_info<Book>(), "author__age");
    set.nodes.push_back({nuage::NodeKind::assign, 0, 1, 0, nullptr});
    nuage::build::path(set, path);
    CHECK_THROWS_AS(nuage::sql::compile_update(sqlite(), Book::objects.all().query(), set), nuage::FieldError);
}

TEST_CASE("statements of single rows and of many") {
    const nuage::ModelInfo& model = nuage::model_info<Category>();
    const nuage::FieldInfo* const fields[] = {&model.fields[1], &model.fields[2]};
    const nuage::FieldInfo* key = &model.primary_key();
    CHECK(nuage::sql::compile_insert(sqlite(), model, fields, 2, key) ==
          R"(INSERT INTO "category" ("rank", "parent_id") VALUES (?, ?), (?, ?) RETURNING "category"."id")");
    CHECK(nuage::sql::compile_insert(postgresql(), model, fields, 2, nullptr) ==
          R"(INSERT INTO "category" ("rank", "parent_id") VALUES ($1, $2), ($3, $4))");
    CHECK(nuage::sql::compile_insert(sqlite(), model, {}, 1, key) ==
          R"(INSERT INTO "category" DEFAULT VALUES RETURNING "category"."id")");
    CHECK(nuage::sql::compile_update_row(postgresql(), model, fields) ==
          R"(UPDATE "category" SET "rank" = $1, "parent_id" = $2 WHERE "id" = $3)");
    CHECK(nuage::sql::compile_update_rows(postgresql(), model, std::span(fields, 1), 2) ==
          R"(UPDATE "category" SET "rank" = CASE WHEN "id" = $1 THEN $2::bigint WHEN "id" = $3 THEN $4::bigint )"
          R"(ELSE "rank" END WHERE "id" IN ($5, $6))");
}
