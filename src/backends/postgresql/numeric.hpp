// SPDX-License-Identifier: MIT
// The server's numeric as decimal digits in text.
#pragma once

#include <string>
#include <string_view>

namespace nuage::postgresql {

/// Digits of a binary numeric: "-12.50". With as many digits after the point as the server keeps.
[[nodiscard]] std::string read_numeric(std::string_view data);

/// The binary numeric of decimal digits: "-12.50", "1E+6", "NaN". Throws DataError for what is no number.
[[nodiscard]] std::string write_numeric(std::string_view text);

}  // namespace nuage::postgresql
