// SPDX-License-Identifier: MIT
// What the statement compiler gives.
#pragma once

#include <nuage/query/plan.hpp>
#include <nuage/sql/dialect.hpp>

namespace nuage::sql {

/// ParamRef::clause of a slice's bounds: index 0 is the limit, 1 the offset.
inline constexpr std::uint16_t limit_clause = 4;

struct Compiled {
    Text sql;
    std::vector<plan::ParamRef> params;   ///< in the order of the placeholders
    plan::Select plan;                    ///< tells which column is what
    bool never = false;                   ///< no row can satisfy it: need not be sent
};

/// The statements of a query. Non-constant versions of the constexpr compiler, instantiated once.
[[nodiscard]] Compiled compile_select(const Dialect&, const Query&);
[[nodiscard]] Compiled compile_count(const Dialect&, const Query&);
[[nodiscard]] Compiled compile_exists(const Dialect&, const Query&);
[[nodiscard]] Compiled compile_update(const Dialect&, const Query&, const Clause& assignments);
[[nodiscard]] Compiled compile_erase(const Dialect&, const Query&);
[[nodiscard]] std::string compile_insert(const Dialect&, const ModelInfo&, std::span<const FieldInfo* const> fields,
                                         std::size_t rows, const FieldInfo* returning);
[[nodiscard]] std::string compile_update_row(const Dialect&, const ModelInfo&, std::span<const FieldInfo* const> fields);
[[nodiscard]] std::string compile_update_rows(const Dialect&, const ModelInfo&, std::span<const FieldInfo* const> fields,
                                              std::size_t rows);
/// An expression with its values in the text, for DEFAULT and generated columns.
[[nodiscard]] std::string compile_expression(const Dialect&, const ModelInfo& model, const Clause& clause);
/// A condition with its values in the text, for CHECK and partial indexes.
[[nodiscard]] std::string compile_condition(const Dialect&, const Query&);

}  // namespace nuage::sql
