// SPDX-License-Identifier: MIT
// Functions as PostgreSQL has them. It is strict about types: numbers of characters are `integer`, never `bigint`, and most
// functions of numbers give double precision, or are for numeric only.
#pragma once

#include <nuage/sql/dialect.hpp>

namespace nuage::postgresql {

inline constexpr KindSet decimal_only = bit(FieldKind::decimal);
inline constexpr KindSet date_only = bit(FieldKind::date);
inline constexpr KindSet time_only = bit(FieldKind::time);
inline constexpr KindSet moment_only = bit(FieldKind::datetime);

inline constexpr std::array function_spellings{
    // A column of a recursive query has one type throughout, lengths and digits included.
    Spelling{"widened", bit(FieldKind::text), "(%1)::text"},
    Spelling{"widened", decimal_only, "(%1)::numeric"},
    Spelling{"array", kinds::all, "TO_JSON(ARRAY%1)::text"},
    Spelling{"chr", kinds::all, "CHR((%1)::integer)"},
    Spelling{"left", kinds::all, "LEFT(%1, (%2)::integer)"},
    Spelling{"right", kinds::all, "RIGHT(%1, (%2)::integer)"},
    Spelling{"lpad", kinds::all, "LPAD(%1, (%2)::integer, %3)"},
    Spelling{"rpad", kinds::all, "RPAD(%1, (%2)::integer, %3)"},
    Spelling{"repeat", kinds::all, "REPEAT(%1, (%2)::integer)"},
    Spelling{"substr", kinds::all, "SUBSTRING(%1, (%2)::integer)"},
    Spelling{"substr.3", kinds::all, "SUBSTRING(%1, (%2)::integer, (%3)::integer)"},
    Spelling{"str_index", kinds::all, "STRPOS(%a)"},
    Spelling{"sha1", kinds::all, "ENCODE(DIGEST(%1, 'sha1'), 'hex')"},
    Spelling{"sha224", kinds::all, "ENCODE(SHA224(CONVERT_TO(%1, 'UTF8')), 'hex')"},
    Spelling{"sha256", kinds::all, "ENCODE(SHA256(CONVERT_TO(%1, 'UTF8')), 'hex')"},
    Spelling{"sha384", kinds::all, "ENCODE(SHA384(CONVERT_TO(%1, 'UTF8')), 'hex')"},
    Spelling{"sha512", kinds::all, "ENCODE(SHA512(CONVERT_TO(%1, 'UTF8')), 'hex')"},

    Spelling{"ceil", kinds::integers, "%1"},
    Spelling{"floor", kinds::integers, "%1"},
    Spelling{"round", kinds::integers, "%1"},
    Spelling{"round.2", kinds::integers, "ROUND((%1)::numeric, (%2)::integer)::bigint"},
    Spelling{"round", decimal_only, "ROUND(%1)"},
    Spelling{"round.2", decimal_only, "ROUND(%1, (%2)::integer)"},
    // Away from zero, as numeric does; double precision would round halves to even numbers.
    Spelling{"round", kinds::all, "ROUND((%1)::numeric)::double precision"},
    Spelling{"round.2", kinds::all, "ROUND((%1)::numeric, (%2)::integer)::double precision"},
    Spelling{"sign", kinds::integers, "SIGN(%1)::integer"},
    Spelling{"mod", decimal_only, "MOD(%1, (%2)::numeric)"},
    Spelling{"mod", kinds::all, "MOD((%1)::numeric, (%2)::numeric)::double precision"},
    Spelling{"log", decimal_only, "LOG(%1, (%2)::numeric)"},
    Spelling{"log", kinds::all, "LOG((%1)::numeric, (%2)::numeric)::double precision"},
    Spelling{"bit_xor", kinds::all, "(%1 # %2)"},
    Spelling{"bit_left_shift", kinds::all, "(%1 << (%2)::integer)"},
    Spelling{"bit_right_shift", kinds::all, "(%1 >> (%2)::integer)"},

    Spelling{"json_object", kinds::all, "JSONB_BUILD_OBJECT(%a)"},
    Spelling{"json_array", kinds::all, "JSONB_BUILD_ARRAY(%a)"},

    Spelling{"ntile", kinds::all, "NTILE((%1)::integer)"},
    Spelling{"lag.2", kinds::all, "LAG(%1, (%2)::integer)"},
    Spelling{"lag.3", kinds::all, "LAG(%1, (%2)::integer, %3)"},
    Spelling{"lead.2", kinds::all, "LEAD(%1, (%2)::integer)"},
    Spelling{"lead.3", kinds::all, "LEAD(%1, (%2)::integer, %3)"},
    Spelling{"nth_value", kinds::all, "NTH_VALUE(%1, (%2)::integer)"},

    Spelling{"now", kinds::all, "STATEMENT_TIMESTAMP()"},
    // Sessions are in UTC.
    Spelling{"trunc_year", date_only, "DATE_TRUNC('year', %1)::date"},
    Spelling{"trunc_year", kinds::all, "DATE_TRUNC('year', %1)"},
    Spelling{"trunc_quarter", date_only, "DATE_TRUNC('quarter', %1)::date"},
    Spelling{"trunc_quarter", kinds::all, "DATE_TRUNC('quarter', %1)"},
    Spelling{"trunc_month", date_only, "DATE_TRUNC('month', %1)::date"},
    Spelling{"trunc_month", kinds::all, "DATE_TRUNC('month', %1)"},
    Spelling{"trunc_week", date_only, "DATE_TRUNC('week', %1)::date"},
    Spelling{"trunc_week", kinds::all, "DATE_TRUNC('week', %1)"},
    Spelling{"trunc_day", date_only, "%1"},
    Spelling{"trunc_day", kinds::all, "DATE_TRUNC('day', %1)"},
    Spelling{"trunc_hour", time_only, "DATE_TRUNC('hour', %1)::time"},
    Spelling{"trunc_hour", kinds::all, "DATE_TRUNC('hour', %1)"},
    Spelling{"trunc_minute", time_only, "DATE_TRUNC('minute', %1)::time"},
    Spelling{"trunc_minute", kinds::all, "DATE_TRUNC('minute', %1)"},
    Spelling{"trunc_second", time_only, "DATE_TRUNC('second', %1)::time"},
    Spelling{"trunc_second", kinds::all, "DATE_TRUNC('second', %1)"},
    // What the wall clock shows, taken for UTC.
    Spelling{"at_zone", kinds::all, "((%1 AT TIME ZONE %2) AT TIME ZONE 'UTC')"},
    Spelling{"from_zone", kinds::all, "((%1 AT TIME ZONE 'UTC') AT TIME ZONE %2)"},
};

}  // namespace nuage::postgresql
