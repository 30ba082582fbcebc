// SPDX-License-Identifier: MIT
// Decimal numbers as servers write them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nuage {

/// The number with exactly so many digits after the point; ties go to the even digit, as for Django's quantize().
/// What is no number (NaN, Infinity) stays as it is.
[[nodiscard]] std::string rescaled(std::string_view number, std::uint8_t places);

}  // namespace nuage
