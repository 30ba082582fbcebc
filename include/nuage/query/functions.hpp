// SPDX-License-Identifier: MIT
// What a database function is, and those that a name may end in ("created_at__year", "name__lower"): one line each.
// Functions of several operands have their lines in nuage/functions/.
#pragma once

#include <nuage/query/lookups.hpp>

namespace nuage {

/// The kind of what a function gives.
enum class FunctionResult : std::uint8_t {
    fixed,    ///< always the same
    same,     ///< as its first operand
    common,   ///< as its operands have in common: of numbers the widest
    number    ///< of decimals a decimal, of other numbers a real one
};

/// When a function gives NULL.
enum class NullResult : std::uint8_t {
    any,      ///< when an operand is NULL
    all,      ///< when all are
    never,
    always    ///< it may be NULL of operands that are not
};

/// A line of a table of functions. In its SQL and in what dialects have in its place, %1 to %9 are operands (%l is %1),
/// %r all but the first, %a all of them, %s the next one, %t a type, %n a quoted name, %% a percent sign. An operand that
/// is a value is written with its type, where databases want to know it.
struct FunctionDef : Definition {
    std::string_view name;             ///< for dialects, which may have "name.3" for three operands
    KindSet kinds;                     ///< first operands
    FieldKind result;                  ///< where the kind is a fixed one
    std::string_view sql = {};
    std::string_view called = {};      ///< by the user
    FunctionResult rule = FunctionResult::fixed;
    NullResult null = NullResult::any;
    std::uint8_t least = 1;            ///< operands
    std::uint8_t most = 1;
    KindSet others = kinds::all;       ///< further operands
    const FieldInfo* type = nullptr;
    std::string_view word = {};
};

namespace kinds {
inline constexpr KindSet text = bit(FieldKind::text);
inline constexpr KindSet moment = bit(FieldKind::datetime);
}  // namespace kinds

/// What may stand in a name: functions of one operand.
inline constexpr FunctionDef transforms[] = {
    // Parts of dates and times. Spelled by each dialect.
    {{}, "year", kinds::dated, FieldKind::integer, {}, "ExtractYear"},
    {{}, "iso_year", kinds::dated, FieldKind::integer, {}, "ExtractIsoYear"},
    {{}, "quarter", kinds::dated, FieldKind::integer, {}, "ExtractQuarter"},
    {{}, "month", kinds::dated, FieldKind::integer, {}, "ExtractMonth"},
    {{}, "week", kinds::dated, FieldKind::integer, {}, "ExtractWeek"},
    {{}, "day", kinds::dated, FieldKind::integer, {}, "ExtractDay"},
    {{}, "week_day", kinds::dated, FieldKind::integer, {}, "ExtractWeekDay"},
    {{}, "iso_week_day", kinds::dated, FieldKind::integer, {}, "ExtractIsoWeekDay"},
    {{}, "hour", kinds::clocked, FieldKind::integer, {}, "ExtractHour"},
    {{}, "minute", kinds::clocked, FieldKind::integer, {}, "ExtractMinute"},
    {{}, "second", kinds::clocked, FieldKind::integer, {}, "ExtractSecond"},
    {{}, "date", kinds::moment, FieldKind::date, {}, "TruncDate"},
    {{}, "time", kinds::moment, FieldKind::time, {}, "TruncTime"},

    {{}, "chr", kinds::integers, FieldKind::text, "CHR(%1)", "Chr"},
    {{}, "length", kinds::text, FieldKind::integer, "LENGTH(%1)", "Length"},
    {{}, "lower", kinds::text, FieldKind::text, "LOWER(%1)", "Lower"},
    {{}, "ltrim", kinds::text, FieldKind::text, "LTRIM(%1)", "LTrim"},
    {{}, "md5", kinds::text, FieldKind::text, "MD5(%1)", "MD5"},
    {{}, "ord", kinds::text, FieldKind::integer, "ASCII(%1)", "Ord"},
    {{}, "reverse", kinds::text, FieldKind::text, "REVERSE(%1)", "Reverse"},
    {{}, "rtrim", kinds::text, FieldKind::text, "RTRIM(%1)", "RTrim"},
    {{}, "sha1", kinds::text, FieldKind::text, "SHA1(%1)", "SHA1"},
    {{}, "sha224", kinds::text, FieldKind::text, "SHA224(%1)", "SHA224"},
    {{}, "sha256", kinds::text, FieldKind::text, "SHA256(%1)", "SHA256"},
    {{}, "sha384", kinds::text, FieldKind::text, "SHA384(%1)", "SHA384"},
    {{}, "sha512", kinds::text, FieldKind::text, "SHA512(%1)", "SHA512"},
    {{}, "trim", kinds::text, FieldKind::text, "TRIM(%1)", "Trim"},
    {{}, "upper", kinds::text, FieldKind::text, "UPPER(%1)", "Upper"},

    // Outside of their domain functions are an error on PostgreSQL and NULL on others.
    {{}, "abs", kinds::numbers, FieldKind::real, "ABS(%1)", "Abs", FunctionResult::same},
    {{}, "acos", kinds::numbers, FieldKind::real, "ACOS(%1)", "ACos", FunctionResult::number, NullResult::always},
    {{}, "asin", kinds::numbers, FieldKind::real, "ASIN(%1)", "ASin", FunctionResult::number, NullResult::always},
    {{}, "atan", kinds::numbers, FieldKind::real, "ATAN(%1)", "ATan", FunctionResult::number},
    {{}, "ceil", kinds::numbers, FieldKind::real, "CEILING(%1)", "Ceil", FunctionResult::same},
    {{}, "cos", kinds::numbers, FieldKind::real, "COS(%1)", "Cos", FunctionResult::number},
    {{}, "cot", kinds::numbers, FieldKind::real, "COT(%1)", "Cot", FunctionResult::number, NullResult::always},
    {{}, "degrees", kinds::numbers, FieldKind::real, "DEGREES(%1)", "Degrees", FunctionResult::number},
    {{}, "exp", kinds::numbers, FieldKind::real, "EXP(%1)", "Exp", FunctionResult::number},
    {{}, "floor", kinds::numbers, FieldKind::real, "FLOOR(%1)", "Floor", FunctionResult::same},
    {{}, "ln", kinds::numbers, FieldKind::real, "LN(%1)", "Ln", FunctionResult::number, NullResult::always},
    {{}, "radians", kinds::numbers, FieldKind::real, "RADIANS(%1)", "Radians", FunctionResult::number},
    {{}, "round", kinds::numbers, FieldKind::real, "ROUND(%a)", "Round", FunctionResult::same, NullResult::any, 1, 2, kinds::integers},
    {{}, "sign", kinds::numbers, FieldKind::real, "SIGN(%1)", "Sign", FunctionResult::same},
    {{}, "sin", kinds::numbers, FieldKind::real, "SIN(%1)", "Sin", FunctionResult::number},
    {{}, "sqrt", kinds::numbers, FieldKind::real, "SQRT(%1)", "Sqrt", FunctionResult::number, NullResult::always},
    {{}, "tan", kinds::numbers, FieldKind::real, "TAN(%1)", "Tan", FunctionResult::number},
};

[[nodiscard]] constexpr std::size_t find_transform(std::string_view name) {
    for (std::size_t i = 0; i < std::size(transforms); ++i)
        if (transforms[i].name == name) return i;
    return no_definition;
}
/// The position of one that code asks for by name; a misspelled one does not compile.
[[nodiscard]] consteval std::size_t transform_position(std::string_view name) {
    const std::size_t at = find_transform(name);
    return at == no_definition ? throw "no such transform" : at;
}

/// What two kinds have in common.
[[nodiscard]] constexpr FieldKind common_kind(FieldKind a, FieldKind b) {
    if (a == b || (bit(a) & kinds::numbers) == 0 || (bit(b) & kinds::numbers) == 0) return a;
    if (a == FieldKind::real || b == FieldKind::real) return FieldKind::real;
    if (a == FieldKind::decimal || b == FieldKind::decimal) return FieldKind::decimal;
    return a > b ? a : b;
}

/// The kind of what a function gives of a first operand; `all` is what its operands have in common.
[[nodiscard]] constexpr FieldKind function_kind(const FunctionDef& function, FieldKind first, FieldKind all) {
    switch (function.rule) {
        case FunctionResult::fixed: break;
        case FunctionResult::same: return first;
        case FunctionResult::common: return all;
        case FunctionResult::number: return first == FieldKind::decimal ? first : FieldKind::real;
    }
    return function.result;
}

}  // namespace nuage
