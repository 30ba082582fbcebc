// SPDX-License-Identifier: MIT
// Text as a template argument: the type behind "author__name"_f.
#pragma once

#include <cstddef>
#include <string_view>

namespace nuage::detail {

template <std::size_t N>
struct fixed_string {
    char text[N + 1]{};

    constexpr fixed_string() = default;
    constexpr fixed_string(const char (&literal)[N + 1]) {
        for (std::size_t i = 0; i <= N; ++i) text[i] = literal[i];
    }
    [[nodiscard]] constexpr std::string_view view() const { return {text, N}; }
    [[nodiscard]] static constexpr std::size_t size() { return N; }
    friend constexpr bool operator==(const fixed_string&, const fixed_string&) = default;
};

template <std::size_t N>
fixed_string(const char (&)[N]) -> fixed_string<N - 1>;

template <std::size_t A, std::size_t B>
constexpr fixed_string<A + B> operator+(const fixed_string<A>& left, const fixed_string<B>& right) {
    fixed_string<A + B> joined;
    for (std::size_t i = 0; i < A; ++i) joined.text[i] = left.text[i];
    for (std::size_t i = 0; i < B; ++i) joined.text[A + i] = right.text[i];
    return joined;
}

}  // namespace nuage::detail
