// SPDX-License-Identifier: MIT
// Functions that are computed over a window: one line each.
#pragma once

#include <nuage/query/functions.hpp>

namespace nuage::functions {

inline constexpr FunctionResult of_kind = FunctionResult::fixed;
inline constexpr FunctionResult as_operand = FunctionResult::same;
inline constexpr FieldKind position = FieldKind::big_integer;
inline constexpr NullResult not_null = NullResult::never;
inline constexpr NullResult none_there = NullResult::always;

inline constexpr FunctionDef row_number{{}, "row_number", kinds::all, position, "ROW_NUMBER()", "RowNumber", of_kind, not_null, 0, 0};
inline constexpr FunctionDef rank{{}, "rank", kinds::all, position, "RANK()", "Rank", of_kind, not_null, 0, 0};
inline constexpr FunctionDef dense_rank{{}, "dense_rank", kinds::all, position, "DENSE_RANK()", "DenseRank", of_kind, not_null, 0, 0};
inline constexpr FunctionDef percent_rank{{}, "percent_rank", kinds::all, FieldKind::real, "PERCENT_RANK()", "PercentRank", of_kind, not_null, 0, 0};
inline constexpr FunctionDef cume_dist{{}, "cume_dist", kinds::all, FieldKind::real, "CUME_DIST()", "CumeDist", of_kind, not_null, 0, 0};
inline constexpr FunctionDef ntile{{}, "ntile", kinds::integers, position, "NTILE(%1)", "Ntile", of_kind, not_null};
inline constexpr FunctionDef lag{{}, "lag", kinds::all, position, "LAG(%a)", "Lag", as_operand, none_there, 1, 3};
inline constexpr FunctionDef lead{{}, "lead", kinds::all, position, "LEAD(%a)", "Lead", as_operand, none_there, 1, 3};
inline constexpr FunctionDef first_value{{}, "first_value", kinds::all, position, "FIRST_VALUE(%1)", "FirstValue", as_operand, none_there};
inline constexpr FunctionDef last_value{{}, "last_value", kinds::all, position, "LAST_VALUE(%1)", "LastValue", as_operand, none_there};
inline constexpr FunctionDef nth_value{{}, "nth_value", kinds::all, position, "NTH_VALUE(%a)", "NthValue", as_operand, none_there, 2, 2, kinds::integers};

}  // namespace nuage::functions
