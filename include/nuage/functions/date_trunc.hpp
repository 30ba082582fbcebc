// SPDX-License-Identifier: MIT
// The beginning of the year, month, … that a date or moment is in: one line each, spelled by each dialect. In UTC.
#pragma once

#include <nuage/query/functions.hpp>

namespace nuage::functions {

/// As a date.
inline constexpr FunctionDef date_truncations[] = {
    {{}, "date_trunc_year", kinds::dated, FieldKind::date},  {{}, "date_trunc_quarter", kinds::dated, FieldKind::date},
    {{}, "date_trunc_month", kinds::dated, FieldKind::date}, {{}, "date_trunc_week", kinds::dated, FieldKind::date},
    {{}, "date_trunc_day", kinds::dated, FieldKind::date},
};
/// As a moment.
inline constexpr FunctionDef truncations[] = {
    {{}, "datetime_trunc_year", bit(FieldKind::datetime), FieldKind::datetime},
    {{}, "datetime_trunc_quarter", bit(FieldKind::datetime), FieldKind::datetime},
    {{}, "datetime_trunc_month", bit(FieldKind::datetime), FieldKind::datetime},
    {{}, "datetime_trunc_week", bit(FieldKind::datetime), FieldKind::datetime},
    {{}, "datetime_trunc_day", bit(FieldKind::datetime), FieldKind::datetime},
    {{}, "datetime_trunc_hour", bit(FieldKind::datetime), FieldKind::datetime},
    {{}, "datetime_trunc_minute", bit(FieldKind::datetime), FieldKind::datetime},
    {{}, "datetime_trunc_second", bit(FieldKind::datetime), FieldKind::datetime},
};

}  // namespace nuage::functions
