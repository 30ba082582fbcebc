// SPDX-License-Identifier: MIT
// Paths into JSON documents: "owner__tags__0" as $."owner"."tags"[0].
#pragma once

#include <nuage/detail/text.hpp>

namespace nuage::detail {

/// Calls f(key, first) for each key.
template <class F>
constexpr void for_json_keys(std::string_view keys, F f) {
    for (bool first = true;; first = false) {
        const std::size_t end = find(keys, "__", 1);
        f(keys.substr(0, end), first);
        if (end == std::string_view::npos) return;
        keys = keys.substr(end + 2);
    }
}

/// What is a number is an index.
[[nodiscard]] constexpr bool is_json_index(std::string_view key) {
    for (char c : key)
        if (c < '0' || c > '9') return false;
    return !key.empty() && key.size() < 10;
}

constexpr void write_json_path(Text& out, std::string_view keys) {
    out << '$';
    for_json_keys(keys, [&](std::string_view key, bool) {
        if (is_json_index(key)) {
            out << '[' << key << ']';
            return;
        }
        out << ".\"";
        for (char c : key) {
            if (c == '"' || c == '\\') out << '\\';
            out << c;
        }
        out << '"';
    });
}

}  // namespace nuage::detail
