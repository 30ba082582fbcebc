// SPDX-License-Identifier: MIT
#include <nuage/testing/queries.hpp>

#include <fmt/format.h>

namespace nuage::testing {

namespace {

std::string sentence(std::size_t expected, const QueryCounter& queries) {
    std::string text = fmt::format("{} {} expected, {} ran", expected, expected == 1 ? "query was" : "queries were", queries.count());
    if (queries.count() > 0) text += ':';
    for (std::size_t i = 0; i < queries.count(); ++i)
        text += fmt::format("\n  {}. {}\n     {}", i + 1, queries.location(i).str(), queries.statements()[i]);
    return text;
}

}  // namespace

UnexpectedQueries::UnexpectedQueries(std::size_t expected, const QueryCounter& queries)
    : std::runtime_error(sentence(expected, queries)), expected_(expected), counted_(queries.count()) {}

void detail::require_queries(std::size_t expected, const QueryCounter& queries) {
    if (queries.count() != expected) throw UnexpectedQueries(expected, queries);
}

}  // namespace nuage::testing
