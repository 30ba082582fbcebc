// SPDX-License-Identifier: MIT
// Functions that count: what their numbers are at least.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <nuage/functions/text.hpp>
#include <nuage/functions/window.hpp>
#include <nuage/meta/errors.hpp>

namespace nuage::functions {

/// Which operand of a function is no less than what, and the sentence that says so.
struct LeastNumber {
    const FunctionDef* function;
    std::size_t at;
    std::int64_t least;
    std::string_view said;
};
inline constexpr LeastNumber least_numbers[] = {
    {&left, 1, 1, "the number of characters must be greater than 0"},
    {&right, 1, 1, "the number of characters must be greater than 0"},
    {&substr, 1, 1, "the position must be greater than 0; the first character is 1"},
    {&lpad, 1, 0, "the number of characters must not be negative"},
    {&rpad, 1, 0, "the number of characters must not be negative"},
    {&repeat, 1, 0, "the number of times must not be negative"},
    {&ntile, 0, 1, "the number of parts must be greater than 0"},
    {&lag, 1, 1, "the number of rows must be greater than 0"},
    {&lead, 1, 1, "the number of rows must be greater than 0"},
    {&nth_value, 1, 1, "the number of the row must be greater than 0"},
};
/// Throws ValueError for a number that is less: not every database would refuse it, and some would count the other way.
constexpr void require_least(const FunctionDef& function, std::size_t at, std::int64_t number) {
    for (const LeastNumber& one : least_numbers)
        if (one.function == &function && one.at == at && number < one.least)
            throw ValueError(std::string(function.called) + "(): " + std::string(one.said));
}

/// The same of all operands of a call that are numbers. What columns hold is seen by the database only.
template <class... E>
constexpr void require_least_numbers(const FunctionDef& function, const E&... operands) {
    std::size_t at = 0;
    [[maybe_unused]] const auto look = [&]<class N>(const N& operand) {
        if constexpr (std::integral<N> && !std::same_as<N, bool>) require_least(function, at, std::cmp_greater(operand, 0) ? 1 : static_cast<std::int64_t>(operand));
        ++at;
    };
    (look(operands), ...);
}

}  // namespace nuage::functions
