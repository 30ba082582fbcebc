// SPDX-License-Identifier: MIT
// What common table expressions add to a query's nodes.
#pragma once

#include <nuage/query/annotate.hpp>

namespace nuage::build {

/// The nodes of a common table expression, and of those that its queries use. With a step it is recursive; `distinct`: rows that
/// were found before are not found again. Throws ValueError for a base or a step that no recursion can be made of.
[[nodiscard]] Clause with(const ModelInfo& table, const Query& base, const Query* step, bool distinct);
/// Adds them to a query that uses it, once; it goes to their database where it names none. Throws ValueError when it has another
/// one of the name.
void add_with(Query& query, const Clause& definitions, const std::string* database);

}  // namespace nuage::build
