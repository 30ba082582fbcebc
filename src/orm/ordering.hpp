// SPDX-License-Identifier: MIT
// The order of a query as a list of expressions, in which no two rows are equal: what a cursor is a place in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nuage/query/query.hpp>

namespace nuage::detail {

/// One item of an ordering.
struct OrderEntry {
    Clause expression;
    std::uint8_t flags = 0;   ///< OrderFlags, never by_relation
    bool nullable = true;     ///< it may be NULL, for all that is known
};

/// Throws TypeError for rows that have no place of their own: W028.
[[noreturn]] void refuse_cursor();

/// The query with its own ordering, or that of Meta, written out: by the fields of related models where it says a relation,
/// and by the primary key in the end, unless it is unique already. Throws TypeError.
[[nodiscard]] Query with_total_order(const Query& query);
[[nodiscard]] std::vector<OrderEntry> order_entries(const Query& query);

/// The ordering in words that are the same in each build of a program.
[[nodiscard]] std::string ordering_text(const Query& query, const std::vector<OrderEntry>& entries);

/// The condition of the rows behind a place in the ordering, or in the reversed one; nullopt: there can be none.
[[nodiscard]] std::optional<Clause> rows_behind(const std::vector<OrderEntry>& entries, const std::vector<ValueKind>& kinds,
                                                const std::vector<Value>& place, bool reversed, bool nulls_sort_low);

}  // namespace nuage::detail
