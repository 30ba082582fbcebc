// SPDX-License-Identifier: MIT
// How many queries a piece of code may need.
#pragma once

#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include <nuage/db/query_log.hpp>

namespace nuage::testing {

/// The number of queries was another one. what() lists them, each with its place in the program.
class UnexpectedQueries : public std::runtime_error {
public:
    UnexpectedQueries(std::size_t expected, const QueryCounter& queries);
    [[nodiscard]] std::size_t expected() const { return expected_; }
    [[nodiscard]] std::size_t counted() const { return counted_; }

private:
    std::size_t expected_;
    std::size_t counted_;
};

namespace detail {
void require_queries(std::size_t expected, const QueryCounter& queries);
}

/// Runs a function and throws UnexpectedQueries unless this thread ran so many queries meanwhile; those of transactions and
/// savepoints do not count. Gives what the function gives. Django's assertNumQueries().
///
///     const auto page = nuage::testing::expect_queries(2, [&] { return render(posts); });
template <class F>
decltype(auto) expect_queries(std::size_t expected, F&& function) {
    QueryCounter queries({.locations = true});
    if constexpr (std::is_void_v<std::invoke_result_t<F>>) {
        std::forward<F>(function)();
        detail::require_queries(expected, queries);
    } else {
        decltype(auto) result = std::forward<F>(function)();
        detail::require_queries(expected, queries);
        if constexpr (std::is_reference_v<decltype(result)>) return static_cast<decltype(result)>(result);
        else return result;
    }
}

}  // namespace nuage::testing
