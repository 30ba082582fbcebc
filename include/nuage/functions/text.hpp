// SPDX-License-Identifier: MIT
// Functions of texts with several operands: one line each. Those of one are in nuage/query/functions.hpp.
#pragma once

#include <nuage/meta/errors.hpp>
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

/// What the second operand has to be at least, where it is a number that is given; what columns hold is seen by the database only.
struct LeastNumber {
    const FunctionDef* function;
    std::int64_t least;
    std::string_view said;
};
inline constexpr LeastNumber least_numbers[] = {
    {&left, 1, "the number of characters must be greater than 0"},
    {&right, 1, "the number of characters must be greater than 0"},
    {&substr, 1, "the position must be greater than 0; the first character is 1"},
    {&lpad, 0, "the number of characters must not be negative"},
    {&rpad, 0, "the number of characters must not be negative"},
    {&repeat, 0, "the number of times must not be negative"},
};
constexpr void require_least(const FunctionDef& function, std::int64_t number) {
    for (const LeastNumber& one : least_numbers)
        if (one.function == &function && number < one.least) throw ValueError(std::string(function.called) + "(): " + std::string(one.said));
}

}  // namespace nuage::functions
