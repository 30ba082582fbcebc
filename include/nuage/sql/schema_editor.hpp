// SPDX-License-Identifier: MIT
// Statements that make and drop tables.
#pragma once

#include <string>
#include <vector>

#include <nuage/query/path.hpp>
#include <nuage/sql/compiled.hpp>

namespace nuage::sql {

/// The models that have tables of their own, and the join tables that nuage makes for their many-to-many relations.
[[nodiscard]] std::vector<const ModelInfo*> with_join_tables(std::span<const ModelInfo* const> models);
/// The same in an order in which each comes after those it refers to, as far as that is possible.
[[nodiscard]] std::vector<const ModelInfo*> by_dependency(std::span<const ModelInfo* const> models);
/// CREATE TABLE and CREATE INDEX of models; foreign keys at the end where they can be added to existing tables.
[[nodiscard]] std::vector<std::string> create_statements(std::span<const ModelInfo* const> models, const Dialect& dialect);
[[nodiscard]] std::string quoted_table(const Dialect& dialect, const ModelInfo& model);
[[nodiscard]] std::vector<std::string> drop_statements(std::span<const ModelInfo* const> models, const Dialect& dialect);

}  // namespace nuage::sql
