// SPDX-License-Identifier: MIT
// The cases that were ported, and the counter of the one that runs.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <conformance/case.hpp>
#include <nuage/db/query_log.hpp>

namespace conformance {

struct PortedCase {
    Answer (*run)();
    std::optional<FewerQueries> fewer{};
    std::vector<Difference> differences{};
};
struct PortedCases {
    std::map<std::string, PortedCase, std::less<>> by_id;
    std::optional<std::string> registered_twice{};
};
[[nodiscard]] PortedCases& ported_cases();

/// What a case gave: its answer or the name of its error, and the statements it ran.
struct Outcome {
    Json json;
    std::vector<std::string> statements;
    std::string message{};   ///< of the error
};
[[nodiscard]] Outcome run_case(Answer (*run)());

}  // namespace conformance
