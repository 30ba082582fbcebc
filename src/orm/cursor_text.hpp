// SPDX-License-Identifier: MIT
// Cursors as text: the values of an ordering, in base64 for URLs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nuage/meta/value.hpp>

namespace nuage::detail {

struct CursorContent {
    std::uint32_t ordering = 0;     ///< which ordering the values are of
    std::vector<Value> values;
};

[[nodiscard]] std::string cursor_text(const CursorContent& content);
/// nullopt for a text that cursor_text() did not make.
[[nodiscard]] std::optional<CursorContent> read_cursor(std::string_view text);

/// FNV-1a, which is the same everywhere.
[[nodiscard]] std::uint32_t text_hash(std::string_view text);

}  // namespace nuage::detail
