// SPDX-License-Identifier: MIT
// The aggregates: one line each. A dialect overrides a spelling by name.
#pragma once

#include <nuage/query/lookups.hpp>

namespace nuage {

/// The kind of what an aggregate gives.
enum class AggregateResult : std::uint8_t {
    count,    ///< an integer, never NULL
    sum,      ///< of integers a big one
    average,  ///< of integers a real number
    same      ///< as what it is computed of
};

struct AggregateDef : Definition {
    std::string_view name;
    std::string_view called;   ///< by the user
    KindSet kinds;             ///< operands
    AggregateResult result;
    std::string_view sql;      ///< %l the operand, %f where a FILTER clause goes; of those below also %2, %o and %d
    std::uint8_t operands = 1;
};

/// The built-in aggregates, Django's names and meanings (django_surface 1.9).
inline constexpr AggregateDef aggregates[] = {
    {{}, "count", "Count", kinds::all, AggregateResult::count, "COUNT(%l)%f"},
    {{}, "sum", "Sum", kinds::numbers | bit(FieldKind::duration), AggregateResult::sum, "SUM(%l)%f"},
    {{}, "avg", "Avg", kinds::numbers | bit(FieldKind::duration), AggregateResult::average, "AVG(%l)%f"},
    {{}, "min", "Min", kinds::ordered, AggregateResult::same, "MIN(%l)%f"},
    {{}, "max", "Max", kinds::ordered, AggregateResult::same, "MAX(%l)%f"},
    {{}, "stddev_pop", "StdDev", kinds::numbers, AggregateResult::average, "STDDEV_POP(%l)%f"},
    {{}, "stddev_samp", "StdDev", kinds::numbers, AggregateResult::average, "STDDEV_SAMP(%l)%f"},
    {{}, "var_pop", "Variance", kinds::numbers, AggregateResult::average, "VAR_POP(%l)%f"},
    {{}, "var_samp", "Variance", kinds::numbers, AggregateResult::average, "VAR_SAMP(%l)%f"},
    // Any will do: what every database can tell of any type, and says twice the same.
    {{}, "any_value", "AnyValue", kinds::all, AggregateResult::same, "MIN(%l)%f"},
    // %2 the text between, %o ORDER BY, %d DISTINCT where it does not stand before %l; a dialect may spell "string_agg.sorted", too,
    // of distinct or ordered texts, with %k: what they are ordered by, see Writer::sort_keys().
    {{}, "string_agg", "StringAgg", bit(FieldKind::text), AggregateResult::same, "STRING_AGG(%l, %2%o)%f", 2},
};

/// Positions in `aggregates` of those that code asks for by name.
namespace aggregate_position {
inline constexpr std::size_t count = 0, sum = 1, avg = 2, min = 3, max = 4, stddev_pop = 5, stddev_samp = 6, var_pop = 7, var_samp = 8,
                             any_value = 9, string_agg = 10;
}

[[nodiscard]] constexpr FieldKind aggregate_kind(const AggregateDef& aggregate, FieldKind operand) {
    const bool integer = (bit(operand) & kinds::integers) != 0;
    switch (aggregate.result) {
        case AggregateResult::count: return FieldKind::big_integer;
        case AggregateResult::sum: return integer ? FieldKind::big_integer : operand;
        case AggregateResult::average: return integer ? FieldKind::real : operand;
        case AggregateResult::same: break;
    }
    return operand;
}

}  // namespace nuage
