// SPDX-License-Identifier: MIT
// Functions as SQLite has them, and under the names of those that nuage registers with it.
#pragma once

#include <nuage/sql/dialect.hpp>

namespace nuage::sqlite {

/// A date, and a date with a time, from the text of either up to some character, with a rest. See spellings for the layout.
inline constexpr KindSet date_only = bit(FieldKind::date);
inline constexpr KindSet moment_only = bit(FieldKind::datetime);
inline constexpr KindSet time_only = bit(FieldKind::time);

inline constexpr std::array function_spellings{
    Spelling{"chr", kinds::all, "CHAR(%1)"},
    Spelling{"ord", kinds::all, "UNICODE(%1)"},
    Spelling{"concat", kinds::all, "(COALESCE(%1, '') || COALESCE(%2, ''))"},
    Spelling{"left", kinds::all, "SUBSTR(%1, 1, %2)"},
    Spelling{"right", kinds::all, "SUBSTR(%1, -(%2))"},
    Spelling{"substr", kinds::all, "SUBSTR(%a)"},
    Spelling{"round.2", kinds::all, "nuage_round(%1, %2)"},
    Spelling{"greatest", kinds::all, "MAX(%a)"},
    Spelling{"least", kinds::all, "MIN(%a)"},
    Spelling{"random", kinds::all, "(ABS(RANDOM() %% 9007199254740992) / 9007199254740992.0)"},
    Spelling{"bit_xor", kinds::all, "((%1 | %2) - (%1 & %2))"},
    Spelling{"json_value", kinds::all, "JSON(%1)"},

    Spelling{"cast.date", moment_only, "SUBSTR(%1, 1, 10)"},
    Spelling{"cast.date", kinds::all, "DATE(%1)"},
    Spelling{"cast.time", moment_only, "SUBSTR(%1, 12)"},
    Spelling{"cast.time", kinds::all, "TIME(%1)"},
    Spelling{"cast.datetime", date_only, "(%1 || ' 00:00:00')"},
    Spelling{"cast.datetime", moment_only, "%1"},
    Spelling{"cast.datetime", kinds::all, "DATETIME(%1)"},

    // Six digits after the point, as in columns; SQLite counts three.
    Spelling{"now", kinds::all, "STRFTIME('%%Y-%%m-%%d %%H:%%M:%%f000', 'now')"},
    Spelling{"trunc_year", date_only, "(SUBSTR(%1, 1, 4) || '-01-01')"},
    Spelling{"trunc_year", moment_only, "(SUBSTR(%1, 1, 4) || '-01-01 00:00:00')"},
    Spelling{"trunc_quarter", date_only, "(SUBSTR(%1, 1, 5) || SUBSTR('010101040404070707101010', 2 * SUBSTR(%1, 6, 2) - 1, 2) || '-01')"},
    Spelling{"trunc_quarter", moment_only, "(SUBSTR(%1, 1, 5) || SUBSTR('010101040404070707101010', 2 * SUBSTR(%1, 6, 2) - 1, 2) || '-01 00:00:00')"},
    Spelling{"trunc_month", date_only, "(SUBSTR(%1, 1, 7) || '-01')"},
    Spelling{"trunc_month", moment_only, "(SUBSTR(%1, 1, 7) || '-01 00:00:00')"},
    // To the next Sunday, which may be the day itself, and six days back.
    Spelling{"trunc_week", date_only, "DATE(SUBSTR(%1, 1, 10), 'weekday 0', '-6 days')"},
    Spelling{"trunc_week", moment_only, "(DATE(SUBSTR(%1, 1, 10), 'weekday 0', '-6 days') || ' 00:00:00')"},
    Spelling{"trunc_day", date_only, "%1"},
    Spelling{"trunc_day", moment_only, "(SUBSTR(%1, 1, 10) || ' 00:00:00')"},
    Spelling{"trunc_hour", moment_only, "(SUBSTR(%1, 1, 13) || ':00:00')"},
    Spelling{"trunc_hour", time_only, "(SUBSTR(%1, 1, 2) || ':00:00')"},
    Spelling{"trunc_minute", moment_only, "(SUBSTR(%1, 1, 16) || ':00')"},
    Spelling{"trunc_minute", time_only, "(SUBSTR(%1, 1, 5) || ':00')"},
    Spelling{"trunc_second", moment_only, "SUBSTR(%1, 1, 19)"},
    Spelling{"trunc_second", time_only, "SUBSTR(%1, 1, 8)"},
    Spelling{"at_zone", kinds::all, "nuage_at_zone(%1, %2)"},
    Spelling{"from_zone", kinds::all, "nuage_from_zone(%1, %2)"},
};

}  // namespace nuage::sqlite
