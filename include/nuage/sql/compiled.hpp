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

enum class ConflictAction : std::uint8_t { fail, ignore, update };

/// What becomes of a row of an INSERT that is there already, by a unique constraint.
struct OnConflict {
    ConflictAction action = ConflictAction::fail;
    std::span<const FieldInfo* const> target{};    ///< the unique fields; empty where the database is not told
    std::span<const FieldInfo* const> updated{};   ///< set to what the INSERT has for them
};

/// The statements of a query. Non-constant versions of the constexpr compiler, instantiated once.
[[nodiscard]] Compiled compile_select(const Dialect&, const Query&);
[[nodiscard]] Compiled compile_count(const Dialect&, const Query&);
[[nodiscard]] Compiled compile_exists(const Dialect&, const Query&);
[[nodiscard]] Compiled compile_aggregate(const Dialect&, const Query&);
[[nodiscard]] Compiled compile_update(const Dialect&, const Query&, const Clause& assignments);
[[nodiscard]] Compiled compile_erase(const Dialect&, const Query&);
[[nodiscard]] std::string compile_insert(const Dialect&, const ModelInfo&, std::span<const FieldInfo* const> fields,
                                         std::size_t rows, const FieldInfo* returning,
                                         const OnConflict& conflict = {});
/// INSERT of rows whose values are expressions: assignments of all fields, row by row, as clause 3.
[[nodiscard]] Compiled compile_insert_values(const Dialect&, const ModelInfo&, std::span<const FieldInfo* const> fields, const Clause& values,
                                             std::span<const FieldInfo* const> returned, const OnConflict& conflict);
/// INSERT of the rows of a query: assignments of what all of them get, then the query as a subquery, both in clause 3. The
/// fields are those of the query's columns, then those assigned.
[[nodiscard]] Compiled compile_insert_select(const Dialect&, const ModelInfo&, std::span<const FieldInfo* const> fields, const Clause& rows,
                                             const OnConflict& conflict);
[[nodiscard]] std::string compile_update_row(const Dialect&, const ModelInfo&, std::span<const FieldInfo* const> fields);
[[nodiscard]] std::string compile_update_rows(const Dialect&, const ModelInfo&, std::span<const FieldInfo* const> fields,
                                              std::size_t rows);
/// An expression with its values in the text, for DEFAULT and generated columns.
[[nodiscard]] std::string compile_expression(const Dialect&, const ModelInfo& model, const Clause& clause);
/// A condition with its values in the text, for CHECK and partial indexes.
/// SELECT of 1, or of 0 where an object in memory breaks a constraint.
struct Check {
    Compiled compiled;                        ///< clause 0: the condition's values, 1: the object's, 2: those of `others`
    std::vector<const FieldInfo*> fields;     ///< whose values of the object make up clause 1
};
/// Broken when the condition is false for the object (not when it is unknown); with `others`, when it is true and such
/// rows exist. Throws FieldError for a condition that leaves the model's table.
[[nodiscard]] Check compile_check(const Dialect&, const Query& condition, const Query* others);
[[nodiscard]] std::string compile_condition(const Dialect&, const Query&);

}  // namespace nuage::sql
