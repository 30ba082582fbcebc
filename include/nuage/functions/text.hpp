// SPDX-License-Identifier: MIT
// Functions of texts with several operands: one line each. Those of one are in nuage/query/functions.hpp.
#pragma once

#include <nuage/query/functions.hpp>

namespace nuage::functions {

inline constexpr KindSet text = kinds::text;
inline constexpr FunctionResult fixed = FunctionResult::fixed;
inline constexpr NullResult or_null = NullResult::any;

/// Of two; more are nested. What is no text is written as the database writes it.
inline constexpr FunctionDef concat{{}, "concat", kinds::all, FieldKind::text, "CONCAT(%a)", "Concat", fixed, NullResult::never, 2, 2};
inline constexpr FunctionDef left{{}, "left", text, FieldKind::text, "LEFT(%a)", "Left", fixed, or_null, 2, 2, kinds::integers};
inline constexpr FunctionDef lpad{{}, "lpad", text, FieldKind::text, "LPAD(%a)", "LPad", fixed, or_null, 3, 3};
inline constexpr FunctionDef repeat{{}, "repeat", text, FieldKind::text, "REPEAT(%a)", "Repeat", fixed, or_null, 2, 2, kinds::integers};
inline constexpr FunctionDef replace{{}, "replace", text, FieldKind::text, "REPLACE(%a)", "Replace", fixed, or_null, 3, 3, text};
inline constexpr FunctionDef right{{}, "right", text, FieldKind::text, "RIGHT(%a)", "Right", fixed, or_null, 2, 2, kinds::integers};
inline constexpr FunctionDef rpad{{}, "rpad", text, FieldKind::text, "RPAD(%a)", "RPad", fixed, or_null, 3, 3};
inline constexpr FunctionDef str_index{{}, "str_index", text, FieldKind::integer, "INSTR(%a)", "StrIndex", fixed, or_null, 2, 2, text};
inline constexpr FunctionDef substr{{}, "substr", text, FieldKind::text, "SUBSTRING(%a)", "Substr", fixed, or_null, 2, 3, kinds::integers};

}  // namespace nuage::functions
