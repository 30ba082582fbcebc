// SPDX-License-Identifier: MIT
// Functions of numbers with several operands, or none: one line each. Those of one are in nuage/query/functions.hpp.
#pragma once

#include <nuage/query/functions.hpp>

namespace nuage::functions {

inline constexpr KindSet numbers = kinds::numbers;
inline constexpr KindSet integers = kinds::integers;
inline constexpr FieldKind real = FieldKind::real;
inline constexpr FieldKind whole = FieldKind::big_integer;
inline constexpr FunctionResult number = FunctionResult::number;
inline constexpr NullResult maybe = NullResult::always;
inline constexpr NullResult if_any = NullResult::any;

inline constexpr FunctionDef atan2{{}, "atan2", numbers, real, "ATAN2(%a)", "ATan2", number, if_any, 2, 2, numbers};
/// Of the second operand, to the base of the first.
inline constexpr FunctionDef log{{}, "log", numbers, real, "LOG(%a)", "Log", number, maybe, 2, 2, numbers};
inline constexpr FunctionDef mod{{}, "mod", numbers, real, "MOD(%a)", "Mod", number, maybe, 2, 2, numbers};
inline constexpr FunctionDef pi{{}, "pi", numbers, real, "PI()", "Pi", FunctionResult::fixed, NullResult::never, 0, 0};
inline constexpr FunctionDef power{{}, "power", numbers, real, "POWER(%a)", "Power", number, maybe, 2, 2, numbers};
inline constexpr FunctionDef random{{}, "random", numbers, real, "RANDOM()", "Random", FunctionResult::fixed, NullResult::never, 0, 0};

// Operators on the bits of integers.
inline constexpr FunctionDef bit_and{{}, "bit_and", integers, whole, "(%1 & %2)", "BitAnd", FunctionResult::fixed, if_any, 2, 2, integers};
inline constexpr FunctionDef bit_or{{}, "bit_or", integers, whole, "(%1 | %2)", "BitOr", FunctionResult::fixed, if_any, 2, 2, integers};
inline constexpr FunctionDef bit_xor{{}, "bit_xor", integers, whole, "(%1 ^ %2)", "BitXor", FunctionResult::fixed, if_any, 2, 2, integers};
inline constexpr FunctionDef bit_left_shift{{}, "bit_left_shift", integers, whole, "(%1 << %2)", "BitLeftShift", FunctionResult::fixed, if_any, 2, 2, integers};
inline constexpr FunctionDef bit_right_shift{{}, "bit_right_shift", integers, whole, "(%1 >> %2)", "BitRightShift", FunctionResult::fixed, if_any, 2, 2, integers};

}  // namespace nuage::functions
