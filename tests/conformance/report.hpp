// SPDX-License-Identifier: MIT
// What came of the cases: details of failures as they happen, then a line for each area, then the totals.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace conformance {

enum class Result { passed, failed, not_applicable, not_yet, optional };

class Report {
public:
    explicit Report(std::string database) : database_(std::move(database)) {}
    void add(const std::string& area, Result result) { ++areas_[area][result]; }
    /// Counts a failure, and prints what it is.
    void fail(const std::string& area, const std::string& id, std::string_view details);
    void print() const;
    [[nodiscard]] int failed() const { return total(Result::failed); }

private:
    using Counts = std::map<Result, int>;
    [[nodiscard]] int total(Result result) const;
    std::string database_;
    std::map<std::string, Counts> areas_;
};

}  // namespace conformance
