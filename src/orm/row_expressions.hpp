// SPDX-License-Identifier: MIT
// Rows of objects of which some values are expressions: assignments beside the members.
#pragma once

#include <nuage/query/query.hpp>
#include <nuage/sql/features.hpp>

#include "instances.hpp"

namespace nuage::detail {

/// What assignments to fields of a model say of one of its tables, in the positions of that table's fields.
[[nodiscard]] Clause expressions_of_table(const ModelInfo& table, const ModelInfo& whole, const Clause& expressions);
[[nodiscard]] bool assigns(const Clause& expressions, std::size_t position);
/// The fields that are assigned to.
[[nodiscard]] std::vector<const FieldInfo*> assigned_fields(const ModelInfo& model, const Clause& expressions);
/// Drops the fields whose DEFAULT an INSERT leaves to the database, as there is neither a value nor an expression.
void leave_to_database(std::vector<const FieldInfo*>& fields, const ModelInfo& model, const void* object, const Clause& expressions);
/// Throws ValueError for an expression that reads a column: a new row has none yet.
void require_constants(const ModelInfo& model, const Clause& expressions);
/// RETURNING of an INSERT: a generated key, if it is to come back that way, and what the database computes.
[[nodiscard]] std::vector<const FieldInfo*> returned_fields(const Features& features, const FieldInfo* key,
                                                            const std::vector<const FieldInfo*>& computed);
/// Adds assignments of some fields: expressions where there are, else the values of the object's members. Throws DataError
/// for a value that its column does not take.
void add_assignments(Clause& row, const ModelInfo& model, const void* object, const std::vector<const FieldInfo*>& fields,
                     const Clause& expressions);
/// UPDATE of an object's row in one table. Rows matched; what the database returns is in the members.
std::int64_t update_by_expressions(const ModelInfo& model, void* object, db::Database& database, const std::vector<const FieldInfo*>& fields,
                                   const Clause& expressions);
/// Notes that members have what was written; or have not, where the database has not returned it.
void note_written(const ModelInfo& model, void* object, const std::vector<const FieldInfo*>& fields, bool known);
/// Reads what the database has computed, where its statements return nothing.
void select_computed(const ModelInfo& model, void* object, const db::Database& database, const std::vector<const FieldInfo*>& fields);

}  // namespace nuage::detail
