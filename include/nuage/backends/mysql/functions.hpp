// SPDX-License-Identifier: MIT
// Functions as MySQL and MariaDB have them.
#pragma once

#include <nuage/sql/dialect.hpp>

namespace nuage::mysql {

inline constexpr KindSet date_only = bit(FieldKind::date);
inline constexpr KindSet time_only = bit(FieldKind::time);

inline constexpr std::array function_spellings{
    // The columns of a recursive query are as long as the texts of its base: MEDIUMTEXT.
    Spelling{"widened", bit(FieldKind::text), "CAST(%1 AS CHAR(65536))"},
    Spelling{"chr", kinds::all, "CHAR(%1 USING utf16)"},
    Spelling{"ord", kinds::all, "ORD(%1)"},
    Spelling{"length", kinds::all, "CHAR_LENGTH(%1)"},
    // CONCAT would be NULL where one text is.
    Spelling{"concat", kinds::all, "CONCAT_WS('', %a)"},
    Spelling{"sha224", kinds::all, "SHA2(%1, 224)"},
    Spelling{"sha256", kinds::all, "SHA2(%1, 256)"},
    Spelling{"sha384", kinds::all, "SHA2(%1, 384)"},
    Spelling{"sha512", kinds::all, "SHA2(%1, 512)"},
    Spelling{"random", kinds::all, "RAND()"},
    // Operators on bits give unsigned numbers.
    Spelling{"bit_and", kinds::all, "CAST((%1 & %2) AS SIGNED)"},
    Spelling{"bit_or", kinds::all, "CAST((%1 | %2) AS SIGNED)"},
    Spelling{"bit_xor", kinds::all, "CAST((%1 ^ %2) AS SIGNED)"},
    Spelling{"bit_left_shift", kinds::all, "CAST((%1 << %2) AS SIGNED)"},
    Spelling{"bit_right_shift", kinds::all, "CAST((%1 >> %2) AS SIGNED)"},
    Spelling{"json_value", kinds::all, "JSON_EXTRACT(%1, '$')"},

    Spelling{"now", kinds::all, "CURRENT_TIMESTAMP(6)"},
    Spelling{"trunc_year", date_only, "CAST(DATE_FORMAT(%1, '%%Y-01-01') AS DATE)"},
    Spelling{"trunc_year", kinds::all, "CAST(DATE_FORMAT(%1, '%%Y-01-01 00:00:00') AS DATETIME(6))"},
    Spelling{"trunc_quarter", date_only, "(MAKEDATE(YEAR(%1), 1) + INTERVAL QUARTER(%1) - 1 QUARTER)"},
    Spelling{"trunc_quarter", kinds::all, "CAST(MAKEDATE(YEAR(%1), 1) + INTERVAL QUARTER(%1) - 1 QUARTER AS DATETIME(6))"},
    Spelling{"trunc_month", date_only, "CAST(DATE_FORMAT(%1, '%%Y-%%m-01') AS DATE)"},
    Spelling{"trunc_month", kinds::all, "CAST(DATE_FORMAT(%1, '%%Y-%%m-01 00:00:00') AS DATETIME(6))"},
    Spelling{"trunc_week", date_only, "(%1 - INTERVAL WEEKDAY(%1) DAY)"},
    Spelling{"trunc_week", kinds::all, "CAST(DATE(%1) - INTERVAL WEEKDAY(%1) DAY AS DATETIME(6))"},
    Spelling{"trunc_day", date_only, "%1"},
    Spelling{"trunc_day", kinds::all, "CAST(DATE(%1) AS DATETIME(6))"},
    Spelling{"trunc_hour", time_only, "CAST(DATE_FORMAT(%1, '%%H:00:00') AS TIME(6))"},
    Spelling{"trunc_hour", kinds::all, "CAST(DATE_FORMAT(%1, '%%Y-%%m-%%d %%H:00:00') AS DATETIME(6))"},
    Spelling{"trunc_minute", time_only, "CAST(DATE_FORMAT(%1, '%%H:%%i:00') AS TIME(6))"},
    Spelling{"trunc_minute", kinds::all, "CAST(DATE_FORMAT(%1, '%%Y-%%m-%%d %%H:%%i:00') AS DATETIME(6))"},
    Spelling{"trunc_second", time_only, "CAST(DATE_FORMAT(%1, '%%H:%%i:%%s') AS TIME(6))"},
    Spelling{"trunc_second", kinds::all, "CAST(DATE_FORMAT(%1, '%%Y-%%m-%%d %%H:%%i:%%s') AS DATETIME(6))"},
    // NULL where the server's tables of time zones are empty.
    Spelling{"at_zone", kinds::all, "CONVERT_TZ(%1, '+00:00', %2)"},
    Spelling{"from_zone", kinds::all, "CONVERT_TZ(%1, %2, '+00:00')"},
};

}  // namespace nuage::mysql
