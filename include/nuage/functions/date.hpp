// SPDX-License-Identifier: MIT
// Functions of dates and times: one line each. Their parts are in nuage/query/functions.hpp.
#pragma once

#include <nuage/query/functions.hpp>

namespace nuage::functions {

inline constexpr FieldKind moment = FieldKind::datetime;
inline constexpr FunctionResult same = FunctionResult::same;

/// The time when the statement began.
inline constexpr FunctionDef now{{}, "now", kinds::all, moment, "CURRENT_TIMESTAMP", "Now", FunctionResult::fixed, NullResult::never, 0, 0};

// Spelled by each dialect.
inline constexpr FunctionDef trunc_year{{}, "trunc_year", kinds::dated, moment, {}, "TruncYear", same};
inline constexpr FunctionDef trunc_quarter{{}, "trunc_quarter", kinds::dated, moment, {}, "TruncQuarter", same};
inline constexpr FunctionDef trunc_month{{}, "trunc_month", kinds::dated, moment, {}, "TruncMonth", same};
inline constexpr FunctionDef trunc_week{{}, "trunc_week", kinds::dated, moment, {}, "TruncWeek", same};
inline constexpr FunctionDef trunc_day{{}, "trunc_day", kinds::dated, moment, {}, "TruncDay", same};
inline constexpr FunctionDef trunc_hour{{}, "trunc_hour", kinds::clocked, moment, {}, "TruncHour", same};
inline constexpr FunctionDef trunc_minute{{}, "trunc_minute", kinds::clocked, moment, {}, "TruncMinute", same};
inline constexpr FunctionDef trunc_second{{}, "trunc_second", kinds::clocked, moment, {}, "TruncSecond", same};

/// By the part that they cut to.
[[nodiscard]] consteval const FunctionDef& trunc(std::string_view part) {
    for (const FunctionDef* function : {&trunc_year, &trunc_quarter, &trunc_month, &trunc_week, &trunc_day, &trunc_hour, &trunc_minute, &trunc_second})
        if (function->name.substr(6) == part) return *function;
    throw "no such part of a date or time";
}

/// What a clock on a wall of a zone shows, and the moment at which it does; the zone by its name.
inline constexpr FunctionDef at_zone{{}, "at_zone", kinds::moment, moment, {}, "AtTimeZone", FunctionResult::fixed, NullResult::any, 2, 2, kinds::text};
inline constexpr FunctionDef from_zone{{}, "from_zone", kinds::moment, moment, {}, "FromTimeZone", FunctionResult::fixed, NullResult::any, 2, 2, kinds::text};

}  // namespace nuage::functions
