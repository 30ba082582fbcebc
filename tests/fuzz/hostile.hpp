// SPDX-License-Identifier: MIT
// Names and texts that mean harm.
#pragma once

#include <string>
#include <vector>

#include <fuzz/random.hpp>

namespace fuzz {

/// Has the marker of plan.hpp in it, or is no name at all.
[[nodiscard]] std::string hostile_name(Random& random);
/// Texts that a column may hold, each of which must be found again as it is.
[[nodiscard]] std::vector<std::string> storable_texts();
/// Harmless as often as not; the others have the marker in them where they have letters.
[[nodiscard]] std::string random_text(Random& random);

}  // namespace fuzz
