// SPDX-License-Identifier: MIT
// Decimals, which SQLite keeps as integers and binary fractions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nuage::sqlite {

/// A number as a plain decimal without exponent, rounded half to even to `places` digits after the point, or as many as
/// it has for ColumnPlan::any_scale. Nothing when the text is no finite number.
[[nodiscard]] std::optional<std::string> decimal_text(std::string_view number, std::uint8_t places);
/// The same for SQLite's own number, of which 15 digits are what was stored.
[[nodiscard]] std::optional<std::string> decimal_text(double number, std::uint8_t places);

}  // namespace nuage::sqlite
