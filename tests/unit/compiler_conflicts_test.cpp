// SPDX-License-Identifier: MIT
// What an INSERT says about rows that are there already.
#include <unit/support/library.hpp>
#include <unit/support/sql_text.hpp>

#include <nuage/sql/compiled.hpp>

#include <support/catch.hpp>

using namespace library;
using nuage::sql::ConflictAction;

namespace {

/// As MySQL and MariaDB have it.
class OtherDialect final : public nuage::Dialect {
public:
    [[nodiscard]] constexpr std::string_view name() const override { return "other"; }
    [[nodiscard]] constexpr const nuage::Features& features() const override { return features_; }
    [[nodiscard]] constexpr std::span<const nuage::Spelling> spellings() const override { return {}; }
    constexpr void placeholder(nuage::Text& out, std::size_t) const override { out << '?'; }
    constexpr void column_type(nuage::Text&, const nuage::FieldInfo&) const override {}
    [[nodiscard]] constexpr std::string_view identity() const override { return {}; }
    [[nodiscard]] constexpr nuage::ConflictSpelling conflict_spelling() const override {
        return {" ON DUPLICATE KEY UPDATE %c = %c", " ON DUPLICATE KEY UPDATE ", "%c = VALUE(%c)"};
    }

private:
    nuage::Features features_{.conflict_target = false};
};

std::string insert(const nuage::Dialect& dialect, ConflictAction action, bool returning = false) {
    const nuage::ModelInfo& model = nuage::model_info<Category>();
    const nuage::FieldInfo* const fields[] = {&model.fields[1], &model.fields[2]};
    nuage::sql::OnConflict conflict{.action = action};
    if (action == ConflictAction::update) {
        conflict.updated = fields;
        if (dialect.features().conflict_target) conflict.target = fields;
    }
    return nuage::sql::compile_insert(dialect, model, fields, 1, returning ? &model.primary_key() : nullptr, conflict);
}

}  // namespace

TEST_CASE("an INSERT that ignores conflicts") {
    CHECK(insert(sqlite(), ConflictAction::ignore) ==
          R"(INSERT INTO "category" ("rank", "parent_id") VALUES (?, ?) ON CONFLICT DO NOTHING)");
    CHECK(insert(OtherDialect(), ConflictAction::ignore) ==
          R"(INSERT INTO "category" ("rank", "parent_id") VALUES (?, ?) ON DUPLICATE KEY UPDATE "rank" = "rank")");
}

TEST_CASE("an INSERT that updates rows in conflict") {
    CHECK(insert(postgresql(), ConflictAction::update, true) ==
          R"(INSERT INTO "category" ("rank", "parent_id") VALUES ($1, $2) ON CONFLICT("rank", "parent_id") DO UPDATE SET )"
          R"("rank" = EXCLUDED."rank", "parent_id" = EXCLUDED."parent_id" RETURNING "category"."id")");
    CHECK(insert(OtherDialect(), ConflictAction::update) ==
          R"(INSERT INTO "category" ("rank", "parent_id") VALUES (?, ?) ON DUPLICATE KEY UPDATE )"
          R"("rank" = VALUE("rank"), "parent_id" = VALUE("parent_id"))");
}
