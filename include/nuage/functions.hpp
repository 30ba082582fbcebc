// SPDX-License-Identifier: MIT
// Functions that the database computes: filter(nuage::Lower("name"_f) == "ann"), annotate("n"_f = nuage::Length("title"_f)).
// https://docs.djangoproject.com/en/5.2/ref/models/database-functions/
#pragma once

#include <nuage/expressions.hpp>
#include <nuage/functions/comparison.hpp>
#include <nuage/functions/date.hpp>
#include <nuage/functions/least_numbers.hpp>
#include <nuage/functions/math.hpp>
#include <nuage/functions/text.hpp>

namespace nuage {

/// A function with a line in a table: of names, other expressions and values.
#define NUAGE_DETAIL_FUNCTION(Name, definition)                                       \
    template <class... E>                                                             \
    [[nodiscard]] constexpr auto Name(E&&... operands) {                              \
        return detail::call<functions::definition>(std::forward<E>(operands)...);     \
    }
/// One of those that may also end a name: Lower("name"_f) is "name__lower"_f.
#define NUAGE_DETAIL_TRANSFORM(Name, definition)                                                              \
    template <class... E>                                                                                     \
    [[nodiscard]] constexpr auto Name(E&&... operands) {                                                      \
        return detail::call<transforms[transform_position(definition)]>(std::forward<E>(operands)...);        \
    }

// ---- comparing and converting ------------------------------------------------------------------------------------------

/// The first operand that is not NULL.
NUAGE_DETAIL_FUNCTION(Coalesce, coalesce)
/// The greatest operand. NULL when one is NULL; PostgreSQL passes over those.
NUAGE_DETAIL_FUNCTION(Greatest, greatest)
NUAGE_DETAIL_FUNCTION(Least, least)
/// NULL when the two operands are equal, else the first.
NUAGE_DETAIL_FUNCTION(NullIf, null_if)

// ---- texts -------------------------------------------------------------------------------------------------------------

/// The character of a number in Unicode, and the number of a text's first character (MySQL: of its octets).
NUAGE_DETAIL_TRANSFORM(Chr, "chr")
NUAGE_DETAIL_TRANSFORM(Ord, "ord")
/// In characters.
NUAGE_DETAIL_TRANSFORM(Length, "length")
/// Text in small letters. SQLite knows those of ASCII only.
NUAGE_DETAIL_TRANSFORM(Lower, "lower")
NUAGE_DETAIL_TRANSFORM(Upper, "upper")
/// Without spaces at both ends, at the beginning, at the end.
NUAGE_DETAIL_TRANSFORM(Trim, "trim")
NUAGE_DETAIL_TRANSFORM(LTrim, "ltrim")
NUAGE_DETAIL_TRANSFORM(RTrim, "rtrim")
NUAGE_DETAIL_TRANSFORM(Reverse, "reverse")
/// Hashes as hexadecimal digits. SHA1 on PostgreSQL wants the extension pgcrypto.
NUAGE_DETAIL_TRANSFORM(MD5, "md5")
NUAGE_DETAIL_TRANSFORM(SHA1, "sha1")
NUAGE_DETAIL_TRANSFORM(SHA224, "sha224")
NUAGE_DETAIL_TRANSFORM(SHA256, "sha256")
NUAGE_DETAIL_TRANSFORM(SHA384, "sha384")
NUAGE_DETAIL_TRANSFORM(SHA512, "sha512")

/// One text of several operands; those that are NULL are left out.
template <class A, class B>
[[nodiscard]] constexpr auto Concat(A&& a, B&& b) {
    return detail::call<functions::concat>(std::forward<A>(a), std::forward<B>(b));
}
template <class A, class... Rest>
    requires(sizeof...(Rest) > 1)
[[nodiscard]] constexpr auto Concat(A&& a, Rest&&... rest) {
    return detail::call<functions::concat>(std::forward<A>(a), Concat(std::forward<Rest>(rest)...));
}

namespace detail {
/// A function that counts. Numbers that are given are looked at.
template <const FunctionDef& Def, class... E>
constexpr auto call_with_number(E&&... operands) {
    functions::require_least_numbers(Def, operands...);
    return call<Def>(std::forward<E>(operands)...);
}
}  // namespace detail
/// The first characters of a text. Throws ValueError for a number below 1.
template <class E, class N>
[[nodiscard]] constexpr auto Left(E&& text, N&& length) {
    return detail::call_with_number<functions::left>(std::forward<E>(text), std::forward<N>(length));
}
template <class E, class N>
[[nodiscard]] constexpr auto Right(E&& text, N&& length) {
    return detail::call_with_number<functions::right>(std::forward<E>(text), std::forward<N>(length));
}
/// Filled up on the left to a number of characters, with spaces or another text; longer ones are cut. Throws ValueError for a
/// number below 0.
template <class E, class N, class F = const char*>
[[nodiscard]] constexpr auto LPad(E&& text, N&& length, F&& fill = " ") {
    return detail::call_with_number<functions::lpad>(std::forward<E>(text), std::forward<N>(length), std::forward<F>(fill));
}
template <class E, class N, class F = const char*>
[[nodiscard]] constexpr auto RPad(E&& text, N&& length, F&& fill = " ") {
    return detail::call_with_number<functions::rpad>(std::forward<E>(text), std::forward<N>(length), std::forward<F>(fill));
}
/// So many times; throws ValueError for a number below 0.
template <class... E>
[[nodiscard]] constexpr auto Repeat(E&&... operands) {
    return detail::call_with_number<functions::repeat>(std::forward<E>(operands)...);
}
/// With a text in the places of another one; without the third operand that is taken out.
template <class E, class T, class R = const char*>
[[nodiscard]] constexpr auto Replace(E&& text, T&& what, R&& by = "") {
    return detail::call<functions::replace>(std::forward<E>(text), std::forward<T>(what), std::forward<R>(by));
}
/// Where a text has another one in it, from 1; 0: nowhere.
NUAGE_DETAIL_FUNCTION(StrIndex, str_index)
/// From a character on, the first being 1; to the end, or so many characters. Throws ValueError for a position below 1.
template <class... E>
[[nodiscard]] constexpr auto Substr(E&&... operands) {
    return detail::call_with_number<functions::substr>(std::forward<E>(operands)...);
}

// ---- numbers -----------------------------------------------------------------------------------------------------------

NUAGE_DETAIL_TRANSFORM(Abs, "abs")
NUAGE_DETAIL_TRANSFORM(ACos, "acos")
NUAGE_DETAIL_TRANSFORM(ASin, "asin")
NUAGE_DETAIL_TRANSFORM(ATan, "atan")
NUAGE_DETAIL_FUNCTION(ATan2, atan2)
NUAGE_DETAIL_TRANSFORM(Ceil, "ceil")
NUAGE_DETAIL_TRANSFORM(Cos, "cos")
NUAGE_DETAIL_TRANSFORM(Cot, "cot")
NUAGE_DETAIL_TRANSFORM(Degrees, "degrees")
NUAGE_DETAIL_TRANSFORM(Exp, "exp")
NUAGE_DETAIL_TRANSFORM(Floor, "floor")
NUAGE_DETAIL_TRANSFORM(Ln, "ln")
/// Of the second operand, to the base of the first.
NUAGE_DETAIL_FUNCTION(Log, log)
/// The remainder of a division, with the sign of what is divided.
NUAGE_DETAIL_FUNCTION(Mod, mod)
NUAGE_DETAIL_FUNCTION(Pi, pi)
NUAGE_DETAIL_FUNCTION(Power, power)
NUAGE_DETAIL_TRANSFORM(Radians, "radians")
/// From 0 up to 1.
NUAGE_DETAIL_FUNCTION(Random, random)
/// To whole numbers, or to so many decimal places: before the point where that is negative.
NUAGE_DETAIL_TRANSFORM(Round, "round")
NUAGE_DETAIL_TRANSFORM(Sign, "sign")
NUAGE_DETAIL_TRANSFORM(Sin, "sin")
NUAGE_DETAIL_TRANSFORM(Sqrt, "sqrt")
NUAGE_DETAIL_TRANSFORM(Tan, "tan")

/// Django's F("flags").bitand(6).
NUAGE_DETAIL_FUNCTION(BitAnd, bit_and)
NUAGE_DETAIL_FUNCTION(BitOr, bit_or)
NUAGE_DETAIL_FUNCTION(BitXor, bit_xor)
NUAGE_DETAIL_FUNCTION(BitLeftShift, bit_left_shift)
NUAGE_DETAIL_FUNCTION(BitRightShift, bit_right_shift)

// ---- dates and times ---------------------------------------------------------------------------------------------------

/// The time of the database, when the statement began.
NUAGE_DETAIL_FUNCTION(Now, now)

#undef NUAGE_DETAIL_FUNCTION
#undef NUAGE_DETAIL_TRANSFORM

namespace detail {

/// A zone by its name, or how far it is ahead of UTC.
template <class Z>
constexpr bool is_offset = std::convertible_to<Z, Duration>;
template <class Z>
constexpr void require_zone(const Z& zone) {
    if constexpr (TextLike<Z>)
        if (const std::string_view name(zone); name.starts_with('+') || name.starts_with('-'))
            throw ValueError("'" + std::string(name) + "' is no name of a time zone; an offset is given as a duration");
}
template <class E, class Z>
constexpr auto at_zone(const E& expression, const Z& zone) {
    if constexpr (is_offset<Z>) {
        return ExpressionWrapper<std::optional<DateTime>>(Arithmetic<'+', Kept<E>, Kept<Z>>{{}, expression, zone});
    } else {
        require_zone(zone);
        return call<functions::at_zone>(expression, zone);
    }
}
template <class E, class Z>
constexpr auto from_zone(const E& expression, const Z& zone) {
    if constexpr (is_offset<Z>) return Arithmetic<'-', Kept<E>, Kept<Z>>{{}, expression, zone};
    else return call<functions::from_zone>(expression, zone);
}

}  // namespace detail

/// A part of a date or time: ExtractYear("created_at"_f) is "created_at__year"_f. With a second operand, of the date and
/// time in that zone: ExtractHour("created_at"_f, "Europe/Paris"), or an offset, nuage::hours * 2. MySQL wants its tables
/// of time zones to be filled.
#define NUAGE_DETAIL_EXTRACT(Name, part)                                                                      \
    template <class E>                                                                                        \
    [[nodiscard]] constexpr auto Name(E&& expression) {                                                       \
        return detail::call<transforms[transform_position(part)]>(std::forward<E>(expression));               \
    }                                                                                                         \
    template <class E, class Z>                                                                               \
    [[nodiscard]] constexpr auto Name(const E& expression, const Z& zone) {                                   \
        return detail::call<transforms[transform_position(part)]>(detail::at_zone(expression, zone));         \
    }
NUAGE_DETAIL_EXTRACT(ExtractYear, "year")
NUAGE_DETAIL_EXTRACT(ExtractIsoYear, "iso_year")
NUAGE_DETAIL_EXTRACT(ExtractQuarter, "quarter")
NUAGE_DETAIL_EXTRACT(ExtractMonth, "month")
NUAGE_DETAIL_EXTRACT(ExtractWeek, "week")
NUAGE_DETAIL_EXTRACT(ExtractDay, "day")
NUAGE_DETAIL_EXTRACT(ExtractWeekDay, "week_day")
NUAGE_DETAIL_EXTRACT(ExtractIsoWeekDay, "iso_week_day")
NUAGE_DETAIL_EXTRACT(ExtractHour, "hour")
NUAGE_DETAIL_EXTRACT(ExtractMinute, "minute")
NUAGE_DETAIL_EXTRACT(ExtractSecond, "second")
/// The date, and the time of day, of a date with a time.
NUAGE_DETAIL_EXTRACT(TruncDate, "date")
NUAGE_DETAIL_EXTRACT(TruncTime, "time")
#undef NUAGE_DETAIL_EXTRACT
/// One of these by its name: Extract<"iso_year">("created_at"_f).
template <detail::fixed_string Part, class E>
[[nodiscard]] constexpr auto Extract(E&& expression) {
    return detail::call<transforms[transform_position(Part.view())]>(std::forward<E>(expression));
}
template <detail::fixed_string Part, class E, class Z>
[[nodiscard]] constexpr auto Extract(const E& expression, const Z& zone) {
    return Extract<Part>(detail::at_zone(expression, zone));
}

namespace detail {
/// The date or the time of a moment, in a zone where that is given.
template <class T, class... E>
constexpr auto date_or_time(const E&... operands) {
    if constexpr (std::same_as<T, Date>) return TruncDate(operands...);
    else return TruncTime(operands...);
}
}  // namespace detail
/// The beginning of the year, month and so on; with a second operand, of that in a zone. TruncMonth<Date>("created_at"_f)
/// gives its date alone, TruncHour<Time>("created_at"_f) its time.
#define NUAGE_DETAIL_TRUNC(Name, definition)                                                                  \
    template <class E>                                                                                        \
    [[nodiscard]] constexpr auto Name(E&& expression) {                                                       \
        return detail::call<functions::definition>(std::forward<E>(expression));                              \
    }                                                                                                         \
    template <class E, class Z>                                                                               \
    [[nodiscard]] constexpr auto Name(const E& expression, const Z& zone) {                                   \
        return detail::from_zone(detail::call<functions::definition>(detail::at_zone(expression, zone)), zone); \
    }                                                                                                         \
    template <class T, class... E>                                                                            \
        requires(std::same_as<T, Date> || std::same_as<T, Time>)                                              \
    [[nodiscard]] constexpr auto Name(const E&... operands) {                                                 \
        return detail::call<functions::definition>(detail::date_or_time<T>(operands...));                     \
    }
NUAGE_DETAIL_TRUNC(TruncYear, trunc_year)
NUAGE_DETAIL_TRUNC(TruncQuarter, trunc_quarter)
NUAGE_DETAIL_TRUNC(TruncMonth, trunc_month)
NUAGE_DETAIL_TRUNC(TruncWeek, trunc_week)
NUAGE_DETAIL_TRUNC(TruncDay, trunc_day)
NUAGE_DETAIL_TRUNC(TruncHour, trunc_hour)
NUAGE_DETAIL_TRUNC(TruncMinute, trunc_minute)
NUAGE_DETAIL_TRUNC(TruncSecond, trunc_second)
#undef NUAGE_DETAIL_TRUNC
/// One of these by its name: Trunc<"month">("created_at"_f), Trunc<"month", Date>("created_at"_f).
template <detail::fixed_string Part, class E>
[[nodiscard]] constexpr auto Trunc(E&& expression) {
    return detail::call<functions::trunc(Part.view())>(std::forward<E>(expression));
}
template <detail::fixed_string Part, class E, class Z>
[[nodiscard]] constexpr auto Trunc(const E& expression, const Z& zone) {
    return detail::from_zone(Trunc<Part>(detail::at_zone(expression, zone)), zone);
}
template <detail::fixed_string Part, class T, class... E>
    requires(std::same_as<T, Date> || std::same_as<T, Time>)
[[nodiscard]] constexpr auto Trunc(const E&... operands) {
    return Trunc<Part>(detail::date_or_time<T>(operands...));
}

// ---- SQL that is given -------------------------------------------------------------------------------------------------

namespace detail {

/// A column of a C++ type, for CAST.
template <class T, unsigned A, unsigned B>
struct cast_type {
    static constexpr FieldInfo field = [] {
        FieldInfo info;
        info.kind = kind_of<T>;
        if (info.kind == FieldKind::text) info.max_length = static_cast<std::uint16_t>(A);
        info.max_digits = static_cast<std::uint8_t>(A);
        info.decimal_places = static_cast<std::uint8_t>(B);
        return info;
    }();
    static constexpr FunctionDef definition{{}, functions::cast_name(field.kind), kinds::all, field.kind, "CAST(%1 AS %t)", "Cast",
                                            FunctionResult::fixed, NullResult::any, 1, 1, kinds::all, &field};
};
template <fixed_string Name>
struct collation {
    static constexpr FunctionDef definition{{}, "collate", kinds::text, FieldKind::text, "%1 COLLATE %n", "Collate",
                                            FunctionResult::same, NullResult::any, 1, 1, kinds::all, nullptr, Name.view()};
    static constexpr bool is_name = [] {
        if (Name.view().empty()) return false;
        for (const char c : Name.view())
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.')) return false;
        return true;
    }();
};
/// An expression of which T is read, std::optional<T> where that expression may be NULL.
template <class T, class E>
struct Converted : Wrapped<T, E> {
    template <class Names>
    static constexpr auto result() {
        return type_is<null_if<is_optional<typename expression_type<Names, E>::type>, T>>{};
    }
};
template <class T, fixed_string Sql, std::size_t Operands>
struct sql_template {
    static constexpr FunctionDef definition{{}, Sql.view(), kinds::all, kind_of<without_optional_t<T>>, Sql.view(), "Func",
                                            FunctionResult::fixed, NullResult::never, static_cast<std::uint8_t>(Operands), static_cast<std::uint8_t>(Operands)};
};

}  // namespace detail

/// An expression as another type: Cast<std::int32_t>("number"_f), Cast<nuage::Decimal, 8, 2>("weight"_f) with its digits and
/// decimal places, Cast<std::string, 10>("title"_f) with its length.
template <class T, unsigned A = 0, unsigned B = 0, class E>
[[nodiscard]] constexpr auto Cast(E&& expression) {
    return detail::Converted<T, Function<detail::cast_type<T, A, B>::definition, detail::Kept<E>>>{
        {{}, detail::call<detail::cast_type<T, A, B>::definition>(static_cast<E&&>(expression))}};
}

/// In the words of a collation of the database: order_by(Collate<"nocase">("name"_f)).
template <detail::fixed_string Name, class E>
[[nodiscard]] constexpr auto Collate(E&& text) {
    static_assert(detail::collation<Name>::is_name, "[A023] nuage: the name of a collation is made of letters, digits, '_', '-' and '.'");
    return detail::call<detail::collation<Name>::definition>(std::forward<E>(text));
}

/// A function of the database that nuage does not know: Func<std::string, "INITCAP(%1)">("name"_f). In its SQL, %1 to %9 are
/// the operands, %a all of them, %s the next one, %% a percent sign. The SQL is a constant of the program; values are bound.
/// std::optional<T> for what may be NULL.
template <class T, detail::fixed_string Sql, class... E>
[[nodiscard]] constexpr auto Func(E&&... operands) {
    return ExpressionWrapper<T>(detail::call<detail::sql_template<T, Sql, sizeof...(E)>::definition>(std::forward<E>(operands)...));
}
/// SQL as it is, with %s in the places of values: RawSQL<bool, "pages > %s">(100).
template <class T, detail::fixed_string Sql, class... V>
[[nodiscard]] constexpr auto RawSQL(V&&... values) {
    return Func<T, detail::fixed_string("(") + Sql + detail::fixed_string(")")>(std::forward<V>(values)...);
}

}  // namespace nuage
