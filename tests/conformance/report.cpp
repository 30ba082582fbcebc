// SPDX-License-Identifier: MIT
#include <conformance/report.hpp>

#include <cstdio>

#include <fmt/format.h>

namespace conformance {

namespace {

int count(const std::map<Result, int>& counts, Result result) {
    const auto found = counts.find(result);
    return found == counts.end() ? 0 : found->second;
}

/// A result that only some areas have is told only where it occurs.
std::string told(int number, std::string_view words) { return number == 0 ? "" : fmt::format(", {} {}", number, words); }

}  // namespace

void Report::fail(const std::string& area, const std::string& id, std::string_view details) {
    add(area, Result::failed);
    fmt::print("failed: {} on {}\n{}\n", id, database_, details);
}

int Report::total(Result result) const {
    int sum = 0;
    for (const auto& [area, counts] : areas_) sum += count(counts, result);
    return sum;
}

void Report::print() const {
    for (const auto& [area, counts] : areas_) {
        int cases = 0;
        for (const auto& [result, number] : counts) cases += number;
        fmt::print("{} on {}: {} cases, {} passed, {} failed, {} not applicable{}{}\n", area, database_, cases,
                   count(counts, Result::passed), count(counts, Result::failed), count(counts, Result::not_applicable),
                   told(count(counts, Result::not_yet), "not yet"), told(count(counts, Result::optional), "optional"));
    }
    const int skipped = total(Result::not_applicable) + total(Result::not_yet) + total(Result::optional);
    fmt::print("{} passed, {} failed, {} skipped\n", total(Result::passed), failed(), skipped);
    std::fflush(stdout);
}

}  // namespace conformance
