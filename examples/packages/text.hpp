// SPDX-License-Identifier: MIT
// Cutting text into pieces.
#pragma once

#include <algorithm>
#include <string_view>

namespace dpkg {

[[nodiscard]] inline std::string_view trim(std::string_view text) {
    const std::size_t from = text.find_first_not_of(" \t\r\n");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

/// The part before the first `separator`; it and the separator are removed from the text.
inline std::string_view cut_until(std::string_view& text, char separator) {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

[[nodiscard]] inline bool same_ignoring_case(std::string_view a, std::string_view b) {
    constexpr auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace dpkg
