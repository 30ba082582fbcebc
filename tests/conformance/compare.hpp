// SPDX-License-Identifier: MIT
// Whether a result is the one expected.
#pragma once

#include <nuage/json.hpp>

namespace conformance {

/// Equal but for the last digits of floating-point numbers: the expectation has 9 digits after the point.
[[nodiscard]] bool same(const nuage::Json& expected, const nuage::Json& actual);
/// Django reads MySQL's text protocol, which gives deviations, variances and means of whole numbers with four decimals; nuage
/// reads all their digits. Rounds real numbers to four decimals where the expectation, in the same order, has four.
[[nodiscard]] nuage::Json with_digits_of(const nuage::Json& expected, nuage::Json actual);
/// The same for two lists whose order does not matter.
[[nodiscard]] bool same_multiset(const nuage::Json& expected, const nuage::Json& actual);

}  // namespace conformance
