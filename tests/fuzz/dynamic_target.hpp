// SPDX-License-Identifier: MIT
// Random queries that are more than conditions: annotations, aggregates, functions, subqueries, columns, combinations.
#pragma once

#include <fuzz/target.hpp>

namespace fuzz {

struct DynamicVerdict {
    std::string description{};   ///< for people, as far as it went
    Verdict verdict{};
    std::size_t refused = 0;     ///< steps that were refused, each by an error that says why
    std::size_t taken = 0;
};

/// Builds a query set step by step through nuage/dynamic.hpp, and runs it. A step that is refused is left out.
[[nodiscard]] DynamicVerdict run_dynamic(Random& random, const Identifiers& known);

/// Whether an error is one that the data may cause, on any database: numbers too big, texts that are no patterns.
[[nodiscard]] bool is_of_data(const std::exception& error);

}  // namespace fuzz
